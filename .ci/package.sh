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
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
git archive --format=tar HEAD resources/i18n | tar -x -C "$work"
sh .ci/translations.sh release "$work/qm" "$work/resources/i18n" || [ $? -eq 3 ] || exit 1
/usr/bin/python3 - "$zip" "$work/qm" <<'PY'
import io
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

FOLDED = ("forms", "processing_algorithms", "resources", "metadata.txt", "LICENSE", "CHANGELOG.md", "requirements.txt")
command = ["git", "archive", "--format=tar", "HEAD", "oltp_qgis_plugin", *FOLDED]
committed = subprocess.run(command, check=True, capture_output=True).stdout
with tarfile.open(fileobj=io.BytesIO(committed)) as tree, zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED) as out:
    for member in tree.getmembers():
        if member.isfile():
            name = member.name if member.name.startswith("oltp_qgis_plugin/") else f"oltp_qgis_plugin/{member.name}"
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.external_attr, entry.compress_type = 0o644 << 16, zipfile.ZIP_DEFLATED
            out.writestr(entry, tree.extractfile(member).read())
    for compiled in sorted(Path(sys.argv[2]).glob("*.qm")):
        out.write(compiled, f"oltp_qgis_plugin/resources/i18n/{compiled.name}")
print(f"{sys.argv[1]} : {len(zipfile.ZipFile(sys.argv[1]).namelist())} fichiers")
PY
