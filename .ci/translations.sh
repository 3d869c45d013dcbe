#!/bin/sh
# `translations.sh update`: refresh resources/i18n/oltp_en.ts from the code, keeping the translations that are there.
# `translations.sh release [FOLDER [SOURCES]]`: compile the .ts of SOURCES (resources/i18n by default) to .qm in FOLDER
# (SOURCES by default), with the lrelease that LRELEASE names, else the one installed. Status 3 when there is none.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
sources=$root/resources/i18n

compiler() { # Debian's /usr/bin/lrelease only chooses between versions of Qt, and may find none
  for program in ${LRELEASE:-/usr/lib/qt5/bin/lrelease /usr/lib/qt6/bin/lrelease lrelease lrelease-qt5}; do
    command -v "$program" && return 0
  done
  echo "lrelease est absent (paquet qttools5-dev-tools) : sans lui, l'interface reste en français." >&2
  return 3
}

case "${1:-}" in
  update)
    /usr/bin/python3 "$root/.ci/extract_strings.py" "$sources/oltp_en.ts"
    ;;
  release)
    sources=${3:-$sources}
    folder=${2:-$sources}
    lrelease=$(compiler) || exit $?
    mkdir -p "$folder"
    for file in "$sources"/*.ts; do
      "$lrelease" -silent "$file" -qm "$folder/$(basename "$file" .ts).qm"
    done
    ;;
  *)
    echo "Usage : translations.sh update | release [DOSSIER [SOURCES]]" >&2
    exit 2
    ;;
esac
