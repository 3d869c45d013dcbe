#!/bin/sh
# Fold the committed files into one installable zip: nothing that is not committed can leak into it.
set -eu
cd "$(dirname "$0")/.."
zip=$1
if [ -n "$(git status --porcelain)" ]; then
  echo "Des fichiers ne sont pas commités : le zip ne se fabrique que d'un dossier propre." >&2
  git status --short >&2
  exit 1
fi
mkdir -p "$(dirname "$zip")"
rm -f "$zip"
/usr/bin/python3 - "$zip" <<'PY'
import io
import subprocess
import sys
import tarfile
import zipfile

FOLDED = ("forms", "processing_algorithms", "resources", "metadata.txt", "LICENSE", "CHANGELOG.md")
command = ["git", "archive", "--format=tar", "HEAD", "oltp_qgis_plugin", *FOLDED]
committed = subprocess.run(command, check=True, capture_output=True).stdout
with tarfile.open(fileobj=io.BytesIO(committed)) as tree, zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED) as out:
    for member in tree.getmembers():
        if member.isfile():
            name = member.name if member.name.startswith("oltp_qgis_plugin/") else f"oltp_qgis_plugin/{member.name}"
            out.writestr(name, tree.extractfile(member).read())
print(f"{sys.argv[1]} : {len(zipfile.ZipFile(sys.argv[1]).namelist())} fichiers")
PY
