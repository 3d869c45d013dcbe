#!/bin/sh
# addok, the engine of the national service, and a Redis server, in a folder of their own: what the benchmark of
# addresses is compared with. Nothing is installed in the system. Usage: .ci/addok.sh FOLDER
set -eu
folder=$(mkdir -p "$1" && cd "$1" && pwd)
[ -x "$folder/bin/redis-server" ] && [ -x "$folder/venv/bin/addok" ] && exit 0
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q addok addok-fr addok-france
mkdir -p "$folder/deb" "$folder/redis" "$folder/bin"
cd "$folder/deb"
apt-get download -q redis-server redis-tools liblzf1 libjemalloc2 liblua5.1-0 lua-cjson lua-bitop >/dev/null 2>&1 ||
    apt-get download -q redis-server redis-tools liblzf1 libjemalloc2 liblua5.1-0 lua-cjson
for package in *.deb; do dpkg -x "$package" "$folder/redis"; done
libraries=$(dirname "$(find "$folder/redis" -name 'liblzf.so*' | head -1)")
printf '#!/bin/sh\nLD_LIBRARY_PATH=%s exec %s/redis/usr/bin/redis-server "$@"\n' "$libraries" "$folder" > "$folder/bin/redis-server"
chmod +x "$folder/bin/redis-server"
