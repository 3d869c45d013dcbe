#!/bin/sh
# Build build/dev/oltp_qgis_plugin, the plugin as QGIS loads it, out of links to this checkout.
# With a profile folder, put a single link to it in the profile's plugins.
set -eu
cd "$(dirname "$0")/.."
dev=build/dev/oltp_qgis_plugin
rm -rf "$dev"
mkdir -p "$dev"
for entry in oltp_qgis_plugin/[!_]* oltp_qgis_plugin/__init__.py forms processing_algorithms resources metadata.txt LICENSE CHANGELOG.md; do
  ln -s "$PWD/$entry" "$dev/$(basename "$entry")"
done
[ $# -eq 0 ] && exit 0
plugins=$1/python/plugins
link=$plugins/oltp_qgis_plugin
if [ -e "$link" ] && [ ! -L "$link" ]; then
  echo "« $link » est une vraie installation : désinstallez-la d'abord dans QGIS." >&2
  exit 1
fi
mkdir -p "$plugins"
ln -sfn "$PWD/$dev" "$link"
echo "Extension reliée : $link"
