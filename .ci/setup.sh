#!/bin/sh
# Set up what the two commands need: `setup.sh demo` (QGIS and its Python) or `setup.sh test` (that, and development tools).
# Debian 12 (QGIS from bookworm-backports) or 13. Safe to run again: ends at once when everything is there.
set -eu
cd "$(dirname "$0")/.."
want=${1:-demo}
SUDO=; [ "$(id -u)" = 0 ] || SUDO=sudo
. /etc/os-release
case "${VERSION_CODENAME:-}" in
  bookworm) suite=${QGIS_SUITE:-bookworm-backports} ;;
  trixie) suite=${QGIS_SUITE:-trixie} ;;
  *) echo "Système non pris en charge : ${PRETTY_NAME:-inconnu}. Utilisez Debian 12 ou 13." >&2; exit 2 ;;
esac
qgis="qgis python3-qgis qgis-providers"
# fonts-open-sans: without it QGIS warns in its message bar; the DejaVu fonts are those of maps and charts.
extra="python3-pandas python3-shapely python3-openpyxl python3-scipy
  fontconfig fonts-open-sans fonts-dejavu-core ca-certificates"
[ "$want" = demo ] || extra="$extra python3-venv python3-pip xvfb xauth xdotool poppler-utils gdal-bin git make
  pyqt5-dev-tools qttools5-dev-tools"

missing() { # prints the packages that are not installed
  for package in "$@"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || printf '%s ' "$package"
  done
}
have=$(dpkg-query -W -f '${Version}' qgis 2>/dev/null || true)
apt() { $SUDO env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 -o Acquire::Retries=5 -o DPkg::Lock::Timeout=300 "$@"; }

add_backports() {
  grep -rqsE "(^deb|^Suites:).* $suite( |\$)" /etc/apt/sources.list /etc/apt/sources.list.d && return 0
  # the mirror that this machine already uses for its release (one-line or deb822 sources)
  mirror=$(sed -n 's/^URIs: *\([^ ]*\).*/\1/p; s/^deb \(\[[^]]*\] \)\{0,1\}\([^ ]*\) '"$VERSION_CODENAME"' .*/\2/p' \
    /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | grep '/debian/*$' | head -n 1)
  [ -n "$mirror" ] || { echo "Aucun miroir Debian trouvé dans les sources d'apt." >&2; exit 2; }
  echo "deb $mirror $suite main" | $SUDO tee "/etc/apt/sources.list.d/$suite.list" >/dev/null
}

need_qgis=; [ -n "$have" ] && dpkg --compare-versions "$have" ge 3.40 || need_qgis=$qgis
[ -n "$need_qgis" ] || need_qgis=$(missing $qgis)
need_extra=$(missing $extra)
if [ -n "$need_qgis$need_extra" ]; then
  echo "Installation de QGIS et de ce dont l'extension a besoin ($suite)…"
  case "$suite" in *-backports) add_backports ;; esac
  apt update || { sleep 5; apt update; }
  # shellcheck disable=SC2086
  [ -z "$need_qgis" ] || apt install -y --no-install-recommends -t "$suite" $qgis
  # shellcheck disable=SC2086
  [ -z "$need_extra" ] || apt install -y --no-install-recommends $extra
fi
echo "QGIS $(dpkg-query -W -f '${Version}' qgis)"
[ "$want" = demo ] && exit 0

stamp=build/venv/.ready
if [ ! -e "$stamp" ] || [ requirements-dev.txt -nt "$stamp" ]; then
  rm -rf build/venv
  /usr/bin/python3 -m venv --system-site-packages build/venv
  # numpy, pandas and shapely stay those of the system: they are what QGIS loads.
  build/venv/bin/python - > build/venv/constraints.txt <<'PY'
import numpy, pandas, scipy, shapely
for package in (numpy, pandas, scipy, shapely):
    print(f"{package.__name__}=={package.__version__}")
PY
  build/venv/bin/pip install -q --disable-pip-version-check -c build/venv/constraints.txt -r requirements-dev.txt
  touch "$stamp"
fi
