<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="fr">
    <context>
        <name>Oltp</name>
        <message>
            <source>Tapez une partie du nom : tapage, rodéo…</source>
            <translation>Type part of the name: tapage, rodéo…</translation>
        </message>
        <message>
            <source>Non précisé</source>
            <translation>Not specified</translation>
        </message>
        <message>
            <source>Non renseignée</source>
            <translation>Not given</translation>
        </message>
        <message>
            <source>faible</source>
            <translation>low</translation>
        </message>
        <message>
            <source>moyenne</source>
            <translation>medium</translation>
        </message>
        <message>
            <source>forte</source>
            <translation>high</translation>
        </message>
        <message>
            <source>très forte</source>
            <translation>very high</translation>
        </message>
        <message>
            <source>heure inconnue</source>
            <translation>unknown hour</translation>
        </message>
        <message>
            <source>Aucun point placé.</source>
            <translation>No point placed.</translation>
        </message>
        <message>
            <source>QPV 2015</source>
            <translation>QPV 2015</translation>
        </message>
        <message>
            <source>QPV 2024</source>
            <translation>QPV 2024</translation>
        </message>
        <message>
            <source>Groupe</source>
            <translation>Group</translation>
        </message>
        <message>
            <source>aucun</source>
            <translation>none</translation>
        </message>
        <message>
            <source>Point placé : X {x} m, Y {y} m</source>
            <translation>Point placed: X {x} m, Y {y} m</translation>
        </message>
        <message>
            <source>non précisé, ou celui de la colonne</source>
            <translation>not stated, or that of the column</translation>
        </message>
        <message>
            <source>latitude, longitude</source>
            <translation>latitude, longitude</translation>
        </message>
        <message>
            <source>longitude, latitude</source>
            <translation>longitude, latitude</translation>
        </message>
        <message>
            <source>Colonne du fichier</source>
            <translation>Column of the file</translation>
        </message>
        <message>
            <source>Exemple</source>
            <translation>Example</translation>
        </message>
        <message>
            <source>Champ</source>
            <translation>Field</translation>
        </message>
        <message>
            <source>Se lit</source>
            <translation>Reads</translation>
        </message>
        <message>
            <source>Ne se lit pas</source>
            <translation>Does not read</translation>
        </message>
        <message>
            <source>Écartée : {why}</source>
            <translation>Dropped: {why}</translation>
        </message>
        <message>
            <source>Champ de la colonne {name}</source>
            <translation>Field of column {name}</translation>
        </message>
        <message>
            <source>vide</source>
            <translation>empty</translation>
        </message>
        <message>
            <source> ({filled} remplies)</source>
            <translation> ({filled} filled)</translation>
        </message>
        <message>
            <source>Lecture du fichier…</source>
            <translation>Reading the file…</translation>
        </message>
        <message>
            <source>{n} lignes, {columns} colonnes.</source>
            <translation>{n} rows, {columns} columns.</translation>
        </message>
        <message>
            <source>Reconnu : {label}. « Suivant » montre ce que donnerait l'import.</source>
            <translation>Recognised: {label}. “Next” shows what the import would do.</translation>
        </message>
        <message>
            <source>Aucun profil ne le reconnaît : les étapes suivantes demandent ce que dit chaque colonne.</source>
            <translation>No profile recognises it: the next steps ask what each column says.</translation>
        </message>
        <message>
            <source>Fichier du partenaire</source>
            <translation>Partner file</translation>
        </message>
        <message>
            <source>Tableaux</source>
            <translation>Tables</translation>
        </message>
        <message>
            <source>Tous les fichiers</source>
            <translation>All files</translation>
        </message>
        <message>
            <source>Proposé d'après les en-têtes et les valeurs</source>
            <translation>Suggested from the headers and the values</translation>
        </message>
        <message>
            <source> (profil de la ville)</source>
            <translation> (profile of the town)</translation>
        </message>
        <message>
            <source> — reconnu</source>
            <translation> — recognised</translation>
        </message>
        <message>
            <source>Import en cours… Échap l'arrête, et l'observatoire reste tel qu'avant.</source>
            <translation>Importing… Escape stops it, and the observatory stays as it was.</translation>
        </message>
        <message>
            <source>Lot {batch} : &lt;b&gt;{READ}&lt;/b&gt; lignes lues = &lt;b&gt;{IMPORTED}&lt;/b&gt; importées + {UPDATED} mises à jour + {KNOWN} connues + &lt;b&gt;{REFUSED}&lt;/b&gt; refusées + {IGNORED} ignorées ; {located} localisées.</source>
            <translation>Batch {batch}: &lt;b&gt;{READ}&lt;/b&gt; rows read = &lt;b&gt;{IMPORTED}&lt;/b&gt; imported + {UPDATED} updated + {KNOWN} known + &lt;b&gt;{REFUSED}&lt;/b&gt; refused + {IGNORED} ignored; {located} located.</translation>
        </message>
        <message>
            <source>Libellé du fichier</source>
            <translation>Label in the file</translation>
        </message>
        <message>
            <source>Lignes</source>
            <translation>Rows</translation>
        </message>
        <message>
            <source>Catégorie</source>
            <translation>Category</translation>
        </message>
        <message>
            <source>à qualifier</source>
            <translation>to qualify</translation>
        </message>
        <message>
            <source>Catégorie de {label}</source>
            <translation>Category of {label}</translation>
        </message>
        <message>
            <source>{n} libellé(s) à qualifier, {rows} ligne(s).</source>
            <translation>{n} label(s) to qualify, {rows} row(s).</translation>
        </message>
        <message>
            <source> Les {n} plus rares ne sont pas montrés.</source>
            <translation> The {n} rarest are not shown.</translation>
        </message>
        <message>
            <source>Carte des faits localisés</source>
            <translation>Map of the located incidents</translation>
        </message>
        <message>
            <source>{n} points</source>
            <translation>{n} points</translation>
        </message>
        <message>
            <source>Aucun fait localisé</source>
            <translation>No incident located</translation>
        </message>
        <message>
            <source>point-virgule ;</source>
            <translation>semicolon (;)</translation>
        </message>
        <message>
            <source>virgule ,</source>
            <translation>comma (,)</translation>
        </message>
        <message>
            <source>tabulation</source>
            <translation>tab</translation>
        </message>
        <message>
            <source>barre |</source>
            <translation>bar (|)</translation>
        </message>
        <message>
            <source>guillemet "</source>
            <translation>quotation mark "</translation>
        </message>
        <message>
            <source>apostrophe '</source>
            <translation>apostrophe '</translation>
        </message>
        <message>
            <source>une ligne</source>
            <translation>one row</translation>
        </message>
        <message>
            <source>deux lignes</source>
            <translation>two rows</translation>
        </message>
        <message>
            <source>automatique</source>
            <translation>automatic</translation>
        </message>
        <message>
            <source>Ligne</source>
            <translation>Row</translation>
        </message>
        <message>
            <source>Ne pas reprendre</source>
            <translation>Leave out</translation>
        </message>
        <message>
            <source>Nature du fait</source>
            <translation>Nature of the incident</translation>
        </message>
        <message>
            <source>Date (avec ou sans heure)</source>
            <translation>Date (with or without hour)</translation>
        </message>
        <message>
            <source>Heure</source>
            <translation>Hour</translation>
        </message>
        <message>
            <source>Lieu, adresse</source>
            <translation>Place, address</translation>
        </message>
        <message>
            <source>Référence du partenaire</source>
            <translation>Partner reference</translation>
        </message>
        <message>
            <source>X ou longitude</source>
            <translation>X or longitude</translation>
        </message>
        <message>
            <source>Y ou latitude</source>
            <translation>Y or latitude</translation>
        </message>
        <message>
            <source>Coordonnées en une cellule</source>
            <translation>Coordinates in one cell</translation>
        </message>
        <message>
            <source>Type de lieu</source>
            <translation>Place type</translation>
        </message>
        <message>
            <source>Gravité</source>
            <translation>Severity</translation>
        </message>
        <message>
            <source>Suite donnée</source>
            <translation>Follow-up</translation>
        </message>
        <message>
            <source>Date de fin</source>
            <translation>End date</translation>
        </message>
        <message>
            <source>Heure de fin</source>
            <translation>End hour</translation>
        </message>
        <message>
            <source>Année</source>
            <translation>Year</translation>
        </message>
        <message>
            <source>Mois</source>
            <translation>Month</translation>
        </message>
        <message>
            <source>Jour</source>
            <translation>Day</translation>
        </message>
        <message>
            <source>Code de l'école (UAI)</source>
            <translation>School code (UAI)</translation>
        </message>
        <message>
            <source>Code de l'arrêt</source>
            <translation>Stop code</translation>
        </message>
        <message>
            <source>&amp;Importer</source>
            <translation>&amp;Import</translation>
        </message>
        <message>
            <source>Lecture, contrôle et localisation des lignes…</source>
            <translation>Reading, checking and locating the rows…</translation>
        </message>
        <message>
            <source>&lt;b&gt;{read}&lt;/b&gt; lignes lues = &lt;b&gt;{imported}&lt;/b&gt; à importer + {updated} à mettre à jour + {known} déjà connues + &lt;b&gt;{refused_rows}&lt;/b&gt; refusées + {ignored} ignorées ; {located} localisées.</source>
            <translation>&lt;b&gt;{read}&lt;/b&gt; rows read = &lt;b&gt;{imported}&lt;/b&gt; to import + {updated} to update + {known} already known + &lt;b&gt;{refused_rows}&lt;/b&gt; refused + {ignored} ignored; {located} located.</translation>
        </message>
        <message>
            <source>Colonne</source>
            <translation>Column</translation>
        </message>
        <message>
            <source>Valeur reçue</source>
            <translation>Value received</translation>
        </message>
        <message>
            <source>Motif du refus</source>
            <translation>Why it is refused</translation>
        </message>
        <message>
            <source>&lt; P&amp;récédent</source>
            <translation>&lt; &amp;Back</translation>
        </message>
        <message>
            <source>&amp;Suivant &gt;</source>
            <translation>&amp;Next &gt;</translation>
        </message>
        <message>
            <source>&amp;Annuler</source>
            <translation>&amp;Cancel</translation>
        </message>
        <message>
            <source>&amp;Terminer</source>
            <translation>&amp;Finish</translation>
        </message>
        <message>
            <source>Lecture de {name}</source>
            <translation>Reading {name}</translation>
        </message>
        <message>
            <source>Répétition de l'import</source>
            <translation>Rehearsal of the import</translation>
        </message>
        <message>
            <source>Import de {name}</source>
            <translation>Import of {name}</translation>
        </message>
        <message>
            <source>Aucun observatoire ouvert : ouvrez-en un, ou créez-le.</source>
            <translation>No observatory is open: open one, or create it.</translation>
        </message>
        <message>
            <source>Faits : {n}, dont localisés : {located}. Derniers imports :</source>
            <translation>Incidents: {n}, of which located: {located}. Latest imports:</translation>
        </message>
        <message>
            <source>Partenaire</source>
            <translation>Partner</translation>
        </message>
        <message>
            <source>Faits</source>
            <translation>Incidents</translation>
        </message>
        <message>
            <source>Période</source>
            <translation>Period</translation>
        </message>
        <message>
            <source>Mois sans ligne</source>
            <translation>Months without a row</translation>
        </message>
        <message>
            <source>Heure inconnue</source>
            <translation>Unknown hour</translation>
        </message>
        <message>
            <source>À 00:00 (attendu)</source>
            <translation>At 00:00 (expected)</translation>
        </message>
        <message>
            <source>Plus fin que la rue</source>
            <translation>Finer than the street</translation>
        </message>
        <message>
            <source>À qualifier</source>
            <translation>To qualify</translation>
        </message>
        <message>
            <source>Fichier</source>
            <translation>File</translation>
        </message>
        <message>
            <source>Lues</source>
            <translation>Read</translation>
        </message>
        <message>
            <source>Importées</source>
            <translation>Imported</translation>
        </message>
        <message>
            <source>Mises à jour</source>
            <translation>Updated</translation>
        </message>
        <message>
            <source>Connues</source>
            <translation>Known</translation>
        </message>
        <message>
            <source>Refusées</source>
            <translation>Refused</translation>
        </message>
        <message>
            <source>Ignorées</source>
            <translation>Ignored</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>Date</translation>
        </message>
        <message>
            <source>{share} ({expected})</source>
            <translation>{share} ({expected})</translation>
        </message>
        <message>
            <source>Annuler l'import de « {file_name} » ({partner}) ?

Ce qu'il a apporté part : {imported} fait(s) importé(s), {updated} mis à jour. Les lots importés depuis sont gardés. Le fichier pourra être importé de nouveau.</source>
            <translation>Undo the import of “{file_name}” ({partner})?

What it brought goes: {imported} incident(s) imported, {updated} updated. The batches imported since are kept. The file can be imported again.</translation>
        </message>
        <message>
            <source>Annuler ce lot</source>
            <translation>Undo this batch</translation>
        </message>
        <message>
            <source>Annulation du lot…</source>
            <translation>Undoing the batch…</translation>
        </message>
        <message>
            <source>Arrêter</source>
            <translation>Stop</translation>
        </message>
        <message>
            <source>Import annulé : {removed} fait(s) retiré(s), {restored} revenu(s) à leurs valeurs d'avant, {kept} gardé(s).</source>
            <translation>Import undone: {removed} incident(s) removed, {restored} given back their earlier values, {kept} kept.</translation>
        </message>
        <message>
            <source>territoires attribués à {metres} m près, un fait en limite compte dans les deux</source>
            <translation>territories assigned to within {metres} m, an incident on an edge counts on both sides</translation>
        </message>
        <message>
            <source>Observatoire de la tranquillité publique — Ensemble du territoire</source>
            <translation>Observatory of public tranquillity — Whole territory</translation>
        </message>
        <message>
            <source>Groupe territorial</source>
            <translation>Territorial group</translation>
        </message>
        <message>
            <source>Groupe territorial {code} — {name}</source>
            <translation>Territorial group {code} — {name}</translation>
        </message>
        <message>
            <source>Voies</source>
            <translation>Streets</translation>
        </message>
        <message>
            <source>Le PDF ne peut pas être écrit à « {target} » : fermez-le s'il est ouvert, libérez de la place, ou choisissez un dossier où vous pouvez écrire.</source>
            <translation>The PDF cannot be written to "{target}": close it if it is open, free some space, or choose a folder where you can write.</translation>
        </message>
        <message>
            <source>Autres groupes territoriaux</source>
            <translation>Other territorial groups</translation>
        </message>
        <message>
            <source>QPV {generation}</source>
            <translation>QPV {generation}</translation>
        </message>
        <message>
            <source>La couche « {name} » n'a pas pu être dessinée ({why}).</source>
            <translation>Layer "{name}" could not be drawn ({why}).</translation>
        </message>
        <message>
            <source>Carte dessinée par famille : trop de points pour distinguer les catégories.</source>
            <translation>Map drawn by family: too many points to tell the categories apart.</translation>
        </message>
        <message>
            <source>Page {k}/{n}</source>
            <translation>Page {k}/{n}</translation>
        </message>
        <message>
            <source>Aucun signalement dans ce territoire sur la période.</source>
            <translation>No report in this territory over the period.</translation>
        </message>
        <message>
            <source>Chiffres clés, par source</source>
            <translation>Key figures, by source</translation>
        </message>
        <message>
            <source>par source</source>
            <translation>by source</translation>
        </message>
        <message>
            <source>{n} premières sources</source>
            <translation>first {n} sources</translation>
        </message>
        <message>
            <source>Heure de début, {which} (chacune à son échelle)</source>
            <translation>Start hour, {which} (each to its own scale)</translation>
        </message>
        <message>
            <source>Concentrations peu compatibles avec le hasard</source>
            <translation>Concentrations hardly compatible with chance</translation>
        </message>
        <message>
            <source>L'observatoire « {name} » n'a aucun fait sur la période : importez un fichier, ou changez les dates.</source>
            <translation>The observatory “{name}” has no incident in the period: import a file, or change the dates.</translation>
        </message>
        <message>
            <source>Au numéro</source>
            <translation>At the house number</translation>
        </message>
        <message>
            <source>Entre deux numéros</source>
            <translation>Between two house numbers</translation>
        </message>
        <message>
            <source>Au carrefour</source>
            <translation>At the crossroads</translation>
        </message>
        <message>
            <source>À la rue</source>
            <translation>On the street</translation>
        </message>
        <message>
            <source>Au lieu nommé</source>
            <translation>At the named place</translation>
        </message>
        <message>
            <source>Au quartier</source>
            <translation>In the neighbourhood</translation>
        </message>
        <message>
            <source>À la commune</source>
            <translation>In the municipality</translation>
        </message>
        <message>
            <source>Non localisé</source>
            <translation>Not located</translation>
        </message>
        <message>
            <source>Au jour</source>
            <translation>To the day</translation>
        </message>
        <message>
            <source>Au mois</source>
            <translation>To the month</translation>
        </message>
        <message>
            <source>À l'année</source>
            <translation>To the year</translation>
        </message>
        <message>
            <source>2015 (code QP…)</source>
            <translation>2015 (code QP…)</translation>
        </message>
        <message>
            <source>2024 (code QN…)</source>
            <translation>2024 (code QN…)</translation>
        </message>
        <message>
            <source>La fin suit le début.</source>
            <translation>The end comes after the start.</translation>
        </message>
        <message>
            <source>La maille {n} n'a pas pu être écrite ({why}) : vérifiez le fichier de sortie et l'espace libre.</source>
            <translation>Cell {n} could not be written ({why}): check the output file and the free space.</translation>
        </message>
        <message>
            <source>max. {n} à {hour} h</source>
            <translation>max. {n} at {hour} h</translation>
        </message>
        <message>
            <source>aucune heure</source>
            <translation>no hour</translation>
        </message>
        <message>
            <source>inconnue : {n}</source>
            <translation>unknown: {n}</translation>
        </message>
        <message>
            <source>{hour} h</source>
            <translation>{hour} h</translation>
        </message>
        <message>
            <source>inconnue</source>
            <translation>unknown</translation>
        </message>
        <message>
            <source>Style appliqué à la couche ; une couche temporaire ne garde pas de style après fermeture.</source>
            <translation>Style applied to the layer; a temporary layer keeps no style once closed.</translation>
        </message>
        <message>
            <source>Style de l'observatoire</source>
            <translation>Observatory style</translation>
        </message>
        <message>
            <source>Style enregistré par défaut dans {file}.</source>
            <translation>Style saved as the default in {file}.</translation>
        </message>
        <message>
            <source>Le style de « {layer} » ne peut être enregistré ni dans « {file} » ni à côté ({why}) : changez les droits du dossier, ou copiez la couche ailleurs.</source>
            <translation>The style of “{layer}” can be saved neither in “{file}” nor beside it ({why}): change the rights of the folder, or copy the layer elsewhere.</translation>
        </message>
        <message>
            <source>{n} ligne(s) refusée(s) écrites dans {path}, à corriger.</source>
            <translation>{n} refused row(s) written to {path}, to be corrected.</translation>
        </message>
        <message>
            <source>Profil : {name}.</source>
            <translation>Profile: {name}.</translation>
        </message>
        <message>
            <source>{read} lignes lues = {imported} importées + {updated} mises à jour + {known} connues + {refused} refusées + {ignored} ignorées ; {located} localisées.</source>
            <translation>{read} rows read = {imported} imported + {updated} updated + {known} known + {refused} refused + {ignored} ignored; {located} located.</translation>
        </message>
        <message>
            <source>Lot {batch} :</source>
            <translation>Batch {batch}:</translation>
        </message>
        <message>
            <source>Essai, rien n'est enregistré :</source>
            <translation>Dry run, nothing is saved:</translation>
        </message>
        <message>
            <source>{n} refusée(s) : {why}</source>
            <translation>{n} refused: {why}</translation>
        </message>
        <message>
            <source>Lot {batch} : {corrected} ligne(s) reprise(s) = {imported} importées + {updated} mises à jour + {known} connues + {ignored} ignorées ; {still_refused} encore refusée(s).</source>
            <translation>Batch {batch}: {corrected} row(s) taken back = {imported} imported + {updated} updated + {known} known + {ignored} ignored; {still_refused} still refused.</translation>
        </message>
        <message>
            <source>La couche « {name} » n'est pas une couche de points : choisissez-en une.</source>
            <translation>The layer “{name}” is not a point layer: choose one.</translation>
        </message>
        <message>
            <source>L'entité {id} de « {name} » a plusieurs points : séparez-les (« De morceaux multiples à morceaux uniques ») pour que chaque incident ait le sien.</source>
            <translation>Feature {id} of “{name}” has several points: separate them (“Multipart to singleparts”) so that each incident has its own.</translation>
        </message>
        <message>
            <source>La couche « {name} » n'est pas une couche de polygones : choisissez une couche de territoires.</source>
            <translation>Layer "{name}" is not a polygon layer: choose a layer of territories.</translation>
        </message>
        <message>
            <source>La couche « {name} » ne contient aucun polygone : choisissez une couche de territoires.</source>
            <translation>The layer “{name}” contains no polygon: choose a layer of territories.</translation>
        </message>
        <message>
            <source>Un polygone de « {name} » ne se place pas en {crs} : vérifiez le système de coordonnées de la couche.</source>
            <translation>A polygon of “{name}” cannot be placed in {crs}: check the coordinate system of the layer.</translation>
        </message>
        <message>
            <source>Le projet n'a pas de système de coordonnées : choisissez-en un, puis recliquez.</source>
            <translation>The project has no coordinate system: choose one, then click again.</translation>
        </message>
        <message>
            <source>Ce point est hors de la zone de {crs} : cliquez dans la commune.</source>
            <translation>This point is outside the area of {crs}: click inside the municipality.</translation>
        </message>
        <message>
            <source>L'observatoire est occupé par un autre programme : attente de {n} secondes au plus…</source>
            <translation>The observatory is in use by another program: waiting for {n} seconds at most…</translation>
        </message>
        <message>
            <source>Observatoire de la tranquillité publique</source>
            <translation>Observatory of public tranquillity</translation>
        </message>
        <message>
            <source>La couche « {name} » est temporaire : enregistrez-la dans un fichier, sinon le projet s'ouvrirait sans elle.</source>
            <translation>The layer “{name}” is temporary: save it to a file, otherwise the project would open without it.</translation>
        </message>
        <message>
            <source>Points chauds</source>
            <translation>Hot spots</translation>
        </message>
        <message>
            <source>Le projet ne peut pas être écrit à « {target} » ({why}) : choisissez un dossier où vous pouvez écrire.</source>
            <translation>The project cannot be written to “{target}” ({why}): choose a folder you can write to.</translation>
        </message>
        <message>
            <source>Le style de la table « {name} » n'a pas pu être enregistré : {why}.</source>
            <translation>The style of the table “{name}” could not be saved: {why}.</translation>
        </message>
        <message>
            <source>Le système de coordonnées de la couche « {name} » est inconnu : indiquez-le dans les propriétés de la couche (EPSG:2154 pour du Lambert-93, EPSG:4326 pour des longitudes et latitudes).</source>
            <translation>The coordinate system of the layer “{name}” is unknown: set it in the layer properties (EPSG:2154 for Lambert-93, EPSG:4326 for longitudes and latitudes).</translation>
        </message>
        <message>
            <source>Distances mesurées en {crs}.</source>
            <translation>Distances measured in {crs}.</translation>
        </message>
        <message>
            <source>La couche « {layer} » n'a pas de champ « {name} » : choisissez l'un de ses champs ({known}).</source>
            <translation>Layer "{layer}" has no field "{name}": choose one of its fields ({known}).</translation>
        </message>
        <message>
            <source>Territoires</source>
            <translation>Territories</translation>
        </message>
        <message>
            <source>Références</source>
            <translation>Reference</translation>
        </message>
        <message>
            <source>La table « {name} » de « {store} » ne s'ouvre pas : le fichier est abîmé, reprenez une sauvegarde.</source>
            <translation>The table “{name}” of “{store}” does not open: the file is damaged, go back to a backup.</translation>
        </message>
        <message>
            <source>Autre code</source>
            <translation>Other code</translation>
        </message>
        <message>
            <source>La table n'a pas pu être écrite ({why}) : vérifiez le fichier de sortie et l'espace libre.</source>
            <translation>The table could not be written ({why}): check the output file and the free space.</translation>
        </message>
        <message>
            <source>Points dans un territoire : {inside} ; hors de tous : {outside} ; sans position : {unplaced} ; à une limite : {edges} ; dans plusieurs territoires : {several}.</source>
            <translation>Points in a territory: {inside}; outside all: {outside}; without a position: {unplaced}; on an edge: {edges}; in several territories: {several}.</translation>
        </message>
        <message>
            <source>Territoires non valides, réparés ({n}) : {codes}.</source>
            <translation>Invalid territories, repaired ({n}): {codes}.</translation>
        </message>
        <message>
            <source>La couche de points est vide.</source>
            <translation>The point layer is empty.</translation>
        </message>
        <message>
            <source>Moins de 1 % des points sont dans un territoire : vérifiez le système de coordonnées des deux couches, et que les territoires sont bien ceux de la ville.</source>
            <translation>Less than 1% of the points are in a territory: check the coordinate system of both layers, and that the territories are those of the town.</translation>
        </message>
        <message>
            <source>Un point n'a pas pu être écrit ({why}) : vérifiez le fichier de sortie.</source>
            <translation>A point could not be written ({why}): check the output file.</translation>
        </message>
        <message>
            <source>Observatoire</source>
            <translation>Observatory</translation>
        </message>
        <message>
            <source>Ouvrir un observatoire</source>
            <translation>Open an observatory</translation>
        </message>
        <message>
            <source>Observatoire (*.gpkg)</source>
            <translation>Observatory (*.gpkg)</translation>
        </message>
        <message>
            <source>Cet observatoire est déjà dans le projet.</source>
            <translation>This observatory is already in the project.</translation>
        </message>
        <message>
            <source>Saisir un fait</source>
            <translation>Record an incident</translation>
        </message>
        <message>
            <source>Cliquez à l'endroit du fait ; Échap revient au formulaire.</source>
            <translation>Click where the incident took place; Esc goes back to the form.</translation>
        </message>
        <message>
            <source>Fait enregistré.</source>
            <translation>Incident saved.</translation>
        </message>
        <message>
            <source>Aucun observatoire n'est ouvert : ouvrez-en un, ou créez-le.</source>
            <translation>No observatory is open: open one, or create it.</translation>
        </message>
        <message>
            <source>L'outil oltp:{name} n'est pas actif : cochez l'observatoire dans Préférences &gt; Options &gt; Traitement &gt; Fournisseurs.</source>
            <translation>The tool oltp:{name} is not active: tick the observatory in Settings &gt; Options &gt; Processing &gt; Providers.</translation>
        </message>
        <message>
            <source>Identifiant</source>
            <translation>Identifier</translation>
        </message>
        <message>
            <source>Empreinte du contenu</source>
            <translation>Content fingerprint</translation>
        </message>
        <message>
            <source>Lot d'import</source>
            <translation>Import batch</translation>
        </message>
        <message>
            <source>Libellé d'origine</source>
            <translation>Original label</translation>
        </message>
        <message>
            <source>Début</source>
            <translation>Start</translation>
        </message>
        <message>
            <source>Fin</source>
            <translation>End</translation>
        </message>
        <message>
            <source>Heure connue</source>
            <translation>Hour known</translation>
        </message>
        <message>
            <source>Précision de la date</source>
            <translation>Date precision</translation>
        </message>
        <message>
            <source>Lieu</source>
            <translation>Place</translation>
        </message>
        <message>
            <source>Précision du lieu</source>
            <translation>Place precision</translation>
        </message>
        <message>
            <source>Score de localisation</source>
            <translation>Location score</translation>
        </message>
        <message>
            <source>Suite</source>
            <translation>Outcome</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Note</translation>
        </message>
        <message>
            <source>Panneau de l'observatoire</source>
            <translation>Observatory panel</translation>
        </message>
        <message>
            <source>Ouvrir un observatoire…</source>
            <translation>Open an observatory…</translation>
        </message>
        <message>
            <source>Créer un observatoire…</source>
            <translation>Create an observatory…</translation>
        </message>
        <message>
            <source>Charger l'observatoire dans le projet</source>
            <translation>Load the observatory into the project</translation>
        </message>
        <message>
            <source>Importer un fichier de partenaire…</source>
            <translation>Import a partner file…</translation>
        </message>
        <message>
            <source>Points chauds…</source>
            <translation>Hot spots…</translation>
        </message>
        <message>
            <source>Atlas…</source>
            <translation>Atlas…</translation>
        </message>
        <message>
            <source>Saisir un fait…</source>
            <translation>Record an incident…</translation>
        </message>
        <message>
            <source>Partenaires</source>
            <translation>Partners</translation>
        </message>
        <message>
            <source>Code</source>
            <translation>Code</translation>
        </message>
        <message>
            <source>Nom</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Genre</source>
            <translation>Kind</translation>
        </message>
        <message>
            <source>Conventions</source>
            <translation>Agreements</translation>
        </message>
        <message>
            <source>Champs transmis</source>
            <translation>Fields supplied</translation>
        </message>
        <message>
            <source>Finalité</source>
            <translation>Purpose</translation>
        </message>
        <message>
            <source>Fréquence</source>
            <translation>Frequency</translation>
        </message>
        <message>
            <source>Conservation (mois)</source>
            <translation>Retention (months)</translation>
        </message>
        <message>
            <source>Signée le</source>
            <translation>Signed on</translation>
        </message>
        <message>
            <source>Fin le</source>
            <translation>Ends on</translation>
        </message>
        <message>
            <source>Diffusion</source>
            <translation>Disclosure</translation>
        </message>
        <message>
            <source>Catégories</source>
            <translation>Categories</translation>
        </message>
        <message>
            <source>Famille</source>
            <translation>Family</translation>
        </message>
        <message>
            <source>Libellé de la famille</source>
            <translation>Family label</translation>
        </message>
        <message>
            <source>Libellé</source>
            <translation>Label</translation>
        </message>
        <message>
            <source>Unité de compte</source>
            <translation>Counting unit</translation>
        </message>
        <message>
            <source>Couleur</source>
            <translation>Colour</translation>
        </message>
        <message>
            <source>Symbole</source>
            <translation>Symbol</translation>
        </message>
        <message>
            <source>Alias de catégories</source>
            <translation>Category aliases</translation>
        </message>
        <message>
            <source>Libellé reçu</source>
            <translation>Label received</translation>
        </message>
        <message>
            <source>Version de la décision</source>
            <translation>Version of the decision</translation>
        </message>
        <message>
            <source>Décidé par</source>
            <translation>Decided by</translation>
        </message>
        <message>
            <source>Décidé le</source>
            <translation>Decided on</translation>
        </message>
        <message>
            <source>Créneaux horaires</source>
            <translation>Time slots</translation>
        </message>
        <message>
            <source>Découpage</source>
            <translation>Set of slots</translation>
        </message>
        <message>
            <source>Lieux connus</source>
            <translation>Known places</translation>
        </message>
        <message>
            <source>Clé du code</source>
            <translation>Code key</translation>
        </message>
        <message>
            <source>Clé du nom</source>
            <translation>Name key</translation>
        </message>
        <message>
            <source>Quartiers prioritaires (QPV)</source>
            <translation>Priority neighbourhoods (QPV)</translation>
        </message>
        <message>
            <source>Génération</source>
            <translation>Generation</translation>
        </message>
        <message>
            <source>Population</source>
            <translation>Population</translation>
        </message>
        <message>
            <source>Groupes territoriaux</source>
            <translation>Territorial groups</translation>
        </message>
        <message>
            <source>Lots d'import</source>
            <translation>Import batches</translation>
        </message>
        <message>
            <source>Convention</source>
            <translation>Agreement</translation>
        </message>
        <message>
            <source>Empreinte du fichier</source>
            <translation>File fingerprint</translation>
        </message>
        <message>
            <source>Profil</source>
            <translation>Profile</translation>
        </message>
        <message>
            <source>Version du profil</source>
            <translation>Profile version</translation>
        </message>
        <message>
            <source>Lignes lues</source>
            <translation>Rows read</translation>
        </message>
        <message>
            <source>Déjà connues</source>
            <translation>Already known</translation>
        </message>
        <message>
            <source>Par</source>
            <translation>By</translation>
        </message>
        <message>
            <source>Importé le</source>
            <translation>Imported on</translation>
        </message>
        <message>
            <source>Annulé le</source>
            <translation>Undone on</translation>
        </message>
        <message>
            <source>Lignes refusées</source>
            <translation>Refused rows</translation>
        </message>
        <message>
            <source>Ligne du fichier</source>
            <translation>Row of the file</translation>
        </message>
        <message>
            <source>Motif</source>
            <translation>Reason</translation>
        </message>
        <message>
            <source>Fiches action</source>
            <translation>Action sheets</translation>
        </message>
        <message>
            <source>Intitulé</source>
            <translation>Title</translation>
        </message>
        <message>
            <source>Constats</source>
            <translation>Findings</translation>
        </message>
        <message>
            <source>Étapes</source>
            <translation>Steps</translation>
        </message>
        <message>
            <source>Acteurs</source>
            <translation>Actors</translation>
        </message>
        <message>
            <source>Pilote</source>
            <translation>Lead</translation>
        </message>
        <message>
            <source>Moyens</source>
            <translation>Means</translation>
        </message>
        <message>
            <source>Évaluation</source>
            <translation>Evaluation</translation>
        </message>
        <message>
            <source>Journal</source>
            <translation>Journal</translation>
        </message>
        <message>
            <source>Le</source>
            <translation>On</translation>
        </message>
        <message>
            <source>Opération</source>
            <translation>Operation</translation>
        </message>
        <message>
            <source>Fait</source>
            <translation>Incident</translation>
        </message>
        <message>
            <source>Valeurs précédentes</source>
            <translation>Previous values</translation>
        </message>
        <message>
            <source>Lot des valeurs précédentes</source>
            <translation>Batch of the earlier values</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>Import</translation>
        </message>
        <message>
            <source>Lieux</source>
            <translation>Places</translation>
        </message>
        <message>
            <source>Cartes</source>
            <translation>Maps</translation>
        </message>
        <message>
            <source>Restitutions</source>
            <translation>Reports</translation>
        </message>
        <message>
            <source>« {name} » serait écrasé alors qu'il est lu : choisissez un autre fichier de sortie.</source>
            <translation>"{name}" would be overwritten while it is read: choose another output file.</translation>
        </message>
        <message>
            <source>« {name} » existe déjà, et c'est un observatoire : il ne s'écrase pas. Donnez un autre nom.</source>
            <translation>"{name}" exists already and is an observatory: it is never overwritten. Give another name.</translation>
        </message>
        <message>
            <source>Rien ne peut être écrit dans le dossier « {folder} » : choisissez-en un autre.</source>
            <translation>Nothing can be written in folder "{folder}": choose another one.</translation>
        </message>
        <message>
            <source>Grille de points chauds</source>
            <translation>Hot-spot grid</translation>
        </message>
        <message>
            <source>Compte les incidents par maille et dit où ils se concentrent plus que le hasard ne l'explique : nombre (n), densité par km² (kde), Gi* (Ord et Getis, 1995), probabilité (p_value), probabilité corrigée pour toute la carte (q_value, Benjamini et Hochberg, 1995) et classe (hot_99, hot_95, hot_90, not_significant, cold_90, cold_95, cold_99). Une classe se lit « concentration peu compatible avec le hasard », jamais « danger ».

À éviter : sous 30 incidents (faites une liste), avec des incidents situés au quartier ou à la commune, ou en mêlant des sources qui ne comptent pas la même chose.</source>
            <translation>Counts the incidents in each cell and says where they concentrate more than chance explains: count (n), density per km² (kde), Gi* (Ord and Getis, 1995), probability (p_value), probability corrected for the whole map (q_value, Benjamini and Hochberg, 1995) and class (hot_99, hot_95, hot_90, not_significant, cold_90, cold_95, cold_99). A class reads “concentration hardly compatible with chance”, never “danger”.

Avoid it with fewer than 30 incidents (make a list), with incidents located to the neighbourhood or the municipality, or when mixing sources that do not count the same thing.</translation>
        </message>
        <message>
            <source>Incidents</source>
            <translation>Incidents</translation>
        </message>
        <message>
            <source>Points, un par incident, dans n'importe quel système de coordonnées.</source>
            <translation>Points, one per incident, in any coordinate system.</translation>
        </message>
        <message>
            <source>Zone d'étude</source>
            <translation>Study area</translation>
        </message>
        <message>
            <source>Commune ou quartiers : les mailles y sont coupées, les vides y restent. Sans elle, le rectangle des incidents.</source>
            <translation>Municipality or neighbourhoods: cells are cut by it, and the empty ones are kept. Without it, the rectangle of the incidents.</translation>
        </message>
        <message>
            <source>Taille de maille (mètres)</source>
            <translation>Cell size (metres)</translation>
        </message>
        <message>
            <source>Côté d'un carré, ou largeur d'un hexagone entre deux côtés opposés, en mètres.</source>
            <translation>Side of a square, or width of a hexagon between two opposite sides, in metres.</translation>
        </message>
        <message>
            <source>Carrés</source>
            <translation>Squares</translation>
        </message>
        <message>
            <source>Hexagones</source>
            <translation>Hexagons</translation>
        </message>
        <message>
            <source>Forme des mailles</source>
            <translation>Cell shape</translation>
        </message>
        <message>
            <source>Carrés (8 voisins) ou hexagones (6 voisins).</source>
            <translation>Squares (8 neighbours) or hexagons (6 neighbours).</translation>
        </message>
        <message>
            <source>Rayon de la densité (mètres)</source>
            <translation>Density radius (metres)</translation>
        </message>
        <message>
            <source>Jusqu'où un incident compte dans la densité. Vide ou 0 : calculé, et annoncé dans le journal.</source>
            <translation>How far an incident counts in the density. Empty or 0: calculated, and announced in the log.</translation>
        </message>
        <message>
            <source>Mailles avec cell_id, col, row, area_share (part de la maille dans la zone), n, kde, gi_star, p_value, q_value et class.</source>
            <translation>Cells with cell_id, col, row, area_share (share of the cell inside the area), n, kde, gi_star, p_value, q_value and class.</translation>
        </message>
        <message>
            <source>Créer un observatoire</source>
            <translation>Create an observatory</translation>
        </message>
        <message>
            <source>Crée le GeoPackage de l'observatoire : faits, lots d'import, lignes refusées, partenaires, nomenclature, territoires, journal. Il s'ouvre dans QGIS sans l'extension, avec ses libellés en français. Un observatoire existant n'est jamais écrasé.</source>
            <translation>Creates the GeoPackage of the observatory: incidents, import batches, refused rows, partners, nomenclature, territories, journal. It opens in QGIS without the plugin, with its labels in French. An existing observatory is never overwritten.</translation>
        </message>
        <message>
            <source>GeoPackage (*.gpkg)</source>
            <translation>GeoPackage (*.gpkg)</translation>
        </message>
        <message>
            <source>Le fichier à créer. S'il existe déjà, rien n'est fait.</source>
            <translation>The file to create. If it already exists, nothing is done.</translation>
        </message>
        <message>
            <source>Système de coordonnées</source>
            <translation>Coordinate system</translation>
        </message>
        <message>
            <source>En mètres : 2154 en métropole, 5490 aux Antilles, 2972 en Guyane, 2975 à La Réunion, 4471 à Mayotte</source>
            <translation>In metres: 2154 in mainland France, 5490 in the French West Indies, 2972 in French Guiana, 2975 in Réunion, 4471 in Mayotte</translation>
        </message>
        <message>
            <source>Observatoire créé : {path} ({crs}).</source>
            <translation>Observatory created: {path} ({crs}).</translation>
        </message>
        <message>
            <source>Le système de coordonnées « {crs} » est inconnu : choisissez-en un par son code, comme EPSG:2154.</source>
            <translation>The coordinate system “{crs}” is unknown: choose one by its code, such as EPSG:2154.</translation>
        </message>
        <message>
            <source>Créer la ville d'exemple</source>
            <translation>Create the sample town</translation>
        </message>
        <message>
            <source>Écrit une ville entièrement fictive pour essayer l'extension sans données réelles : territoires, lieux, adresses au format de la BAN et cinq fichiers de partenaires (20 000 incidents de 2023 et 2024) avec leurs défauts habituels. Le fichier verite.json dit où sont les points chauds et quelles lignes sont fautives. Les fichiers de même nom déjà présents dans le dossier sont remplacés.</source>
            <translation>Writes an entirely fictitious town to try the plugin without real data: territories, places, addresses in the format of the BAN (French national address base) and five partner files (20,000 incidents of 2023 and 2024) with their usual defects. The file verite.json says where the hot spots are and which rows are faulty. Files of the same name already in the folder are replaced.</translation>
        </message>
        <message>
            <source>Dossier de la ville d'exemple</source>
            <translation>Folder of the sample town</translation>
        </message>
        <message>
            <source>Dossier où écrire la ville ; il est créé s'il n'existe pas. Prévoir 6 Mo.</source>
            <translation>Folder to write the town to; it is created if it does not exist. Allow 6 MB.</translation>
        </message>
        <message>
            <source>Écriture de la ville d'exemple dans {folder}…</source>
            <translation>Writing the sample town to {folder}…</translation>
        </message>
        <message>
            <source>La ville d'exemple ne peut pas être écrite dans « {folder} » : choisissez un dossier où vous avez le droit d'écrire et fermez les fichiers qui y sont ouverts.</source>
            <translation>The sample town cannot be written to “{folder}”: choose a folder you have the right to write to, and close the files of it that are open.</translation>
        </message>
        <message>
            <source>{town} (ville fictive) : {n} incidents dans {files} fichiers de partenaires.</source>
            <translation>{town} (fictitious town): {n} incidents in {files} partner files.</translation>
        </message>
        <message>
            <source>- {name} : {n} lignes, dont {refused} à refuser et {unlocated} sans lieu trouvable</source>
            <translation>- {name}: {n} rows, of which {refused} to refuse and {unlocated} without a place that can be found</translation>
        </message>
        <message>
            <source>Points chauds semés : {spots}.</source>
            <translation>Hot spots planted: {spots}.</translation>
        </message>
        <message>
            <source>Autres fichiers : territoires.gpkg, lieux.gpkg, adresses-ban.csv, verite.json.</source>
            <translation>Other files: territoires.gpkg, lieux.gpkg, adresses-ban.csv, verite.json.</translation>
        </message>
        <message>
            <source>Importer un fichier de partenaire</source>
            <translation>Import a partner file</translation>
        </message>
        <message>
            <source>Lit le fichier d'un partenaire, le traduit dans la nomenclature, place les faits et les ajoute à l'observatoire en un seul lot. Lignes lues = importées + mises à jour + connues + refusées + ignorées. Les lignes refusées sont gardées avec leur motif. Le même fichier importé deux fois n'ajoute rien. Les colonnes qui nomment une personne n'entrent jamais dans l'observatoire.</source>
            <translation>Reads a partner's file, translates it into the nomenclature, places the incidents and adds them to the observatory in a single batch. Rows read = imported + updated + known + refused + ignored. Refused rows are kept with their reason. The same file imported twice adds nothing. Columns that name a person never enter the observatory.</translation>
        </message>
        <message>
            <source>Le fichier tel qu'il est reçu : csv, txt, xlsx, ods, xls, dbf, geojson, gpkg ; csv.gz aussi.</source>
            <translation>The file as it is received: csv, txt, xlsx, ods, xls, dbf, geojson, gpkg; csv.gz too.</translation>
        </message>
        <message>
            <source>Nom d'un profil livré, ou chemin d'un profil .json à vous. Vide : le profil est reconnu aux en-têtes.</source>
            <translation>Name of a profile shipped with the plugin, or path of a .json profile of your own. Empty: the profile is recognised by the headers.</translation>
        </message>
        <message>
            <source>Le GeoPackage de l'observatoire, créé par « Créer un observatoire ».</source>
            <translation>The GeoPackage of the observatory, created by “Create an observatory”.</translation>
        </message>
        <message>
            <source>Feuille</source>
            <translation>Sheet</translation>
        </message>
        <message>
            <source>La feuille d'un classeur, ou la couche d'un fichier géographique. Vide : elle est choisie, et dite.</source>
            <translation>The sheet of a workbook, or the layer of a geographic file. Empty: it is chosen, and told.</translation>
        </message>
        <message>
            <source>Son code, ou « code : nom », si ce n'est pas celui du profil : deux bailleurs peuvent avoir le même.</source>
            <translation>Its code, or “code: name”, when it is not that of the profile: two landlords may share one.</translation>
        </message>
        <message>
            <source>Essai, sans rien enregistrer</source>
            <translation>Dry run, saving nothing</translation>
        </message>
        <message>
            <source>Compte les lignes et dit les refus, sans toucher à l'observatoire ; le numéro de lot est alors 0.</source>
            <translation>Counts the rows and tells the refusals, without touching the observatory; the batch number is then 0.</translation>
        </message>
        <message>
            <source>Classeur (*.xlsx)</source>
            <translation>Workbook (*.xlsx)</translation>
        </message>
        <message>
            <source>Les lignes refusées avec leur motif, sans colonne personnelle : corrigées, elles se reprennent par « Reprendre les lignes refusées ».</source>
            <translation>The refused rows with their reason, without personal columns: once corrected, they are taken back by “Take back refused rows”.</translation>
        </message>
        <message>
            <source>Faits de l'observatoire</source>
            <translation>Incidents of the observatory</translation>
        </message>
        <message>
            <source>Libellés à qualifier</source>
            <translation>Labels to qualify</translation>
        </message>
        <message>
            <source>Liste les libellés que la nomenclature ne connaît pas, par partenaire, les plus fréquents d'abord : n est le nombre de faits, category la catégorie suggérée, alias le libellé connu qui la suggère et score leur ressemblance, de 0 à 1. Une suggestion est à vérifier ; « Recoder un libellé » décide.</source>
            <translation>Lists the labels that the nomenclature does not know, by partner, most frequent first: n is the number of incidents, category the suggested category, alias the known label that suggests it and score their likeness, from 0 to 1. A suggestion is to be checked; “Recode a label” decides.</translation>
        </message>
        <message>
            <source>Une table : une ligne par libellé et par partenaire.</source>
            <translation>A table: one row per label and partner.</translation>
        </message>
        <message>
            <source>{n} libellé(s) à qualifier, {rows} fait(s) concerné(s).</source>
            <translation>{n} label(s) to qualify, for {rows} incident(s).</translation>
        </message>
        <message>
            <source>Recoder un libellé</source>
            <translation>Recode a label</translation>
        </message>
        <message>
            <source>Décide de la catégorie d'un libellé de partenaire : tous les faits qui le portent sont recodés, et ceux des imports à venir le seront. La décision passe avant la nomenclature livrée. Une nouvelle décision remplace la précédente ; le journal garde l'une et l'autre, avec la catégorie qu'avait chaque fait.</source>
            <translation>Decides the category of a partner's label: all the incidents that bear it are recoded, and those of imports to come will be. The decision goes before the shipped nomenclature. A new decision replaces the one before; the journal keeps both, with the category that each incident had.</translation>
        </message>
        <message>
            <source>Le GeoPackage de l'observatoire.</source>
            <translation>The GeoPackage of the observatory.</translation>
        </message>
        <message>
            <source>Le libellé tel que le partenaire l'écrit ; majuscules, accents et ponctuation ne comptent pas.</source>
            <translation>The label as the partner writes it; capitals, accents and punctuation do not count.</translation>
        </message>
        <message>
            <source>Le code d'une catégorie de la nomenclature, comme TRA3.</source>
            <translation>The code of a category of the nomenclature, such as TRA3.</translation>
        </message>
        <message>
            <source>Le code du partenaire dont c'est le libellé. Vide : tous, sauf ceux qui ont leur propre décision.</source>
            <translation>The code of the partner whose label it is. Empty: all, except those that have their own decision.</translation>
        </message>
        <message>
            <source>« {label} » → {category} (décision n° {version}) : {changed} fait(s) recodé(s) sur {found} ; les prochains imports suivront.</source>
            <translation>“{label}” → {category} (decision no. {version}): {changed} incident(s) recoded out of {found}; the next imports will follow.</translation>
        </message>
        <message>
            <source>Reprendre les lignes refusées</source>
            <translation>Take back refused rows</translation>
        </message>
        <message>
            <source>Importe les lignes refusées d'un lot, une fois corrigées dans le classeur que l'import a écrit. Celles qui passent rejoignent ce lot, dont les comptes suivent ; les autres restent refusées, avec leur motif. La colonne « Ligne refusée » dit à quelle ligne du premier fichier chacune correspond : ne l'ôtez pas.</source>
            <translation>Imports the refused rows of a batch, once corrected in the workbook that the import wrote. Those that pass join that batch, whose counts follow; the others stay refused, with their reason. The column “Ligne refusée” tells to which row of the first file each belongs: do not remove it.</translation>
        </message>
        <message>
            <source>Numéro du lot</source>
            <translation>Batch number</translation>
        </message>
        <message>
            <source>Le numéro du lot qui a refusé les lignes.</source>
            <translation>The number of the batch that refused the rows.</translation>
        </message>
        <message>
            <source>Lignes corrigées</source>
            <translation>Corrected rows</translation>
        </message>
        <message>
            <source>Le classeur des lignes refusées, corrigé ; xlsx, ods ou csv.</source>
            <translation>The workbook of refused rows, corrected; xlsx, ods or csv.</translation>
        </message>
        <message>
            <source>Vide : celui du lot. À indiquer si le lot a été importé avec un profil .json à vous.</source>
            <translation>Empty: that of the batch. To be given when the batch was imported with a .json profile of yours.</translation>
        </message>
        <message>
            <source>Lignes encore refusées</source>
            <translation>Rows still refused</translation>
        </message>
        <message>
            <source>Les lignes du classeur qui ne passent toujours pas, avec leur motif.</source>
            <translation>The rows of the workbook that still do not pass, with their reason.</translation>
        </message>
        <message>
            <source>Qualité des sources</source>
            <translation>Quality of sources</translation>
        </message>
        <message>
            <source>Une ligne par partenaire et par mois : nombre de faits (rows), part d'heures inconnues (unknown_hours), part des heures connues à 00:00 exactement (midnight) et part attendue d'après 23:00 et 01:00 (midnight_expected), délai médian en jours entre le fait et l'import (median_delay_days), part placée plus finement que la rue (finer_than_street), part remplie de chaque champ (filled_…) ; silent : un mois sans ligne entre le premier et le dernier. Les parts vont de 0 à 1.</source>
            <translation>One row per partner and month: number of incidents (rows), share of unknown hours (unknown_hours), share of the known hours at exactly 00:00 (midnight) and the share expected after 23:00 and 01:00 (midnight_expected), median delay in days between the incident and the import (median_delay_days), share located finer than the street (finer_than_street), share filled of each field (filled_…); silent: a month without a row between the first and the last. Shares go from 0 to 1.</translation>
        </message>
        <message>
            <source>Une table : une ligne par partenaire et par mois.</source>
            <translation>A table: one row per partner and month.</translation>
        </message>
        <message>
            <source>{partner} : aucune ligne en {months}.</source>
            <translation>{partner}: no row in {months}.</translation>
        </message>
        <message>
            <source>{n} mois, {partners} partenaire(s).</source>
            <translation>{n} months, {partners} partner(s).</translation>
        </message>
        <message>
            <source>Le GeoPackage de l'observatoire ; il est lu, jamais modifié.</source>
            <translation>The GeoPackage of the observatory; it is read, never changed.</translation>
        </message>
        <message>
            <source>Proposer un profil</source>
            <translation>Suggest a profile</translation>
        </message>
        <message>
            <source>Propose, pour le fichier d'un partenaire qu'aucun profil ne reconnaît, ce que dit chaque colonne, d'après les en-têtes et les valeurs. Le profil écrit se donne tel quel au paramètre PROFILE de « Importer un fichier de partenaire » ; relisez-le, et donnez-y le nom du partenaire. Rangé dans le dossier « profils » à côté de l'observatoire, il est reconnu de lui-même.</source>
            <translation>For a partner's file that no profile recognises, suggests what each column says, from the headers and the values. The profile written is given as it is to the PROFILE parameter of “Import a partner's file”; read it through, and put the partner's name in it. Kept in the folder “profils” beside the observatory, it is recognised by itself.</translation>
        </message>
        <message>
            <source>Le fichier tel qu'il est reçu.</source>
            <translation>The file as it is received.</translation>
        </message>
        <message>
            <source>Feuille du classeur, ou couche. Vide : la plus remplie.</source>
            <translation>Sheet of the workbook, or layer. Empty: the fullest.</translation>
        </message>
        <message>
            <source>Encodage</source>
            <translation>Encoding</translation>
        </message>
        <message>
            <source>D'un fichier texte : utf-8, cp1252, utf-16… Vide : reconnu.</source>
            <translation>Of a text file: utf-8, cp1252, utf-16… Empty: recognised.</translation>
        </message>
        <message>
            <source>Séparateur</source>
            <translation>Separator</translation>
        </message>
        <message>
            <source>D'un fichier texte, un caractère. Vide : reconnu.</source>
            <translation>Of a text file, one character. Empty: recognised.</translation>
        </message>
        <message>
            <source>Ligne d'en-têtes</source>
            <translation>Header row</translation>
        </message>
        <message>
            <source>Numéro de la ligne qui porte les noms des colonnes ; 0 s'il n'y en a pas. Vide : reconnue.</source>
            <translation>Number of the row that holds the names of the columns; 0 when there is none. Empty: recognised.</translation>
        </message>
        <message>
            <source>Profil (*.json)</source>
            <translation>Profile (*.json)</translation>
        </message>
        <message>
            <source>Le profil à écrire, en JSON.</source>
            <translation>The profile to write, as JSON.</translation>
        </message>
        <message>
            <source>Aucune colonne de « {file} » ne ressemble à une date : sans date, rien ne s'importe. Vérifiez la feuille et la ligne d'en-têtes, ou désignez les colonnes dans l'assistant d'import.</source>
            <translation>No column of “{file}” looks like a date: without a date, nothing is imported. Check the sheet and the header row, or point at the columns in the import wizard.</translation>
        </message>
        <message>
            <source>« {column} » → {role} ({sure:.0%})</source>
            <translation>“{column}” → {role} ({sure:.0%})</translation>
        </message>
        <message>
            <source>« {column} » écartée : {why}</source>
            <translation>“{column}” dropped: {why}</translation>
        </message>
        <message>
            <source>Colonnes non reprises : {n}</source>
            <translation>Columns left out: {n}</translation>
        </message>
        <message>
            <source>Annuler un import</source>
            <translation>Undo an import</translation>
        </message>
        <message>
            <source>Remet l'observatoire comme si le fichier de ce lot n'avait jamais été importé : les faits qu'il a apportés partent, ceux qu'il a mis à jour retrouvent leurs valeurs d'avant. Les lots importés depuis sont gardés : un fait que l'un d'eux contient aussi, ou qu'il a mis à jour, reste et devient le sien. Les lignes refusées du lot partent avec lui. Le lot reste inscrit, avec la date de son annulation. Le même fichier peut être importé de nouveau.</source>
            <translation>Puts the observatory back as if the file of this batch had never been imported: the incidents that it brought go, those that it updated take back their earlier values. The batches imported since are kept: an incident that one of them holds too, or updated, stays and becomes its own. The refused rows of the batch go with it. The batch stays listed, with the date of its undoing. The same file can be imported again.</translation>
        </message>
        <message>
            <source>Le numéro dit à la fin de l'import ; il est aussi dans la table des lots d'import.</source>
            <translation>The number told at the end of the import; it is also in the table of import batches.</translation>
        </message>
        <message>
            <source>Lot {batch} (« {file_name} ») annulé : {removed} fait(s) retiré(s), {restored} revenu(s) à leurs valeurs d'avant, {kept} gardé(s) parce qu'un autre lot les contient.</source>
            <translation>Batch {batch} (“{file_name}”) undone: {removed} incident(s) removed, {restored} given back their earlier values, {kept} kept because another batch holds them.</translation>
        </message>
        <message>
            <source>Projet QGIS de l'observatoire</source>
            <translation>QGIS project of the observatory</translation>
        </message>
        <message>
            <source>Écrit un projet QGIS prêt à l'emploi : faits stylés par catégorie, territoires, tables de référence, libellés français, listes de valeurs et relations. Les chemins sont relatifs : projet et GeoPackage se déplacent ensemble. Le même projet, sans les points chauds, est enregistré dans le GeoPackage, qui s'ouvre ainsi tout seul dans QGIS.</source>
            <translation>Writes a QGIS project ready for use: incidents styled by category, territories, reference tables, readable labels, value lists and relations. Paths are relative: the project and the GeoPackage move together. The same project, without the hot spots, is saved in the GeoPackage, which thus opens on its own in QGIS.</translation>
        </message>
        <message>
            <source>Le GeoPackage de l'observatoire ; il reçoit les styles et le projet.</source>
            <translation>The GeoPackage of the observatory; it receives the styles and the project.</translation>
        </message>
        <message>
            <source>Une grille faite par « Grille de points chauds », enregistrée dans un fichier.</source>
            <translation>A grid made by “Hot-spot grid”, saved to a file.</translation>
        </message>
        <message>
            <source>Projet</source>
            <translation>Project</translation>
        </message>
        <message>
            <source>Projet QGIS (*.qgz)</source>
            <translation>QGIS project (*.qgz)</translation>
        </message>
        <message>
            <source>Le projet à écrire, de préférence à côté de l'observatoire.</source>
            <translation>The project to write, preferably beside the observatory.</translation>
        </message>
        <message>
            <source>Couches</source>
            <translation>Layers</translation>
        </message>
        <message>
            <source>{n} couches dans {file}.</source>
            <translation>{n} layers in {file}.</translation>
        </message>
        <message>
            <source>Atlas des groupes territoriaux (PDF)</source>
            <translation>Atlas of the territorial groups (PDF)</translation>
        </message>
        <message>
            <source>Imprime un atlas A4 : l'ensemble du territoire, puis une page par groupe territorial, avec la carte, les chiffres clés et les heures par source, les points chauds si une couche est donnée, et au bas de chaque page la période, l'effectif, les sources, la précision et la méthode. Les sources restent côte à côte. Les catégories à diffusion restreinte sont comptées, jamais dessinées. Sous 30 faits localisés, une phrase remplace la carte des points chauds. Niveau « partenaires » : à ne pas publier.</source>
            <translation>Prints an A4 atlas: the whole territory, then one page per territorial group, with the map, the key figures and the hours by source, the hot spots if a layer is given, and at the foot of each page the period, the number of incidents, the sources, the precision and the method. Sources stay side by side. Categories of restricted disclosure are counted, never drawn. Under 30 located incidents, a sentence replaces the map of hot spots. Level “partenaires” (partners only): not to be published.</translation>
        </message>
        <message>
            <source>Groupes</source>
            <translation>Groups</translation>
        </message>
        <message>
            <source>Polygones, une page chacun (champs code et name ou nom). Vide : les groupes de l'observatoire.</source>
            <translation>Polygons, one page each (fields code and name or nom). Empty: the groups of the observatory.</translation>
        </message>
        <message>
            <source>Une grille faite par « Grille de points chauds » ; sans elle, pas de carte de concentration.</source>
            <translation>A grid made by “Hot-spot grid”; without it, no map of concentration.</translation>
        </message>
        <message>
            <source>Des rues, dessinées en gris clair sous les points pour se repérer.</source>
            <translation>Streets, drawn in light grey under the points to find one's bearings.</translation>
        </message>
        <message>
            <source>Premier jour</source>
            <translation>First day</translation>
        </message>
        <message>
            <source>Début de la période, compris. Vide : depuis le premier fait.</source>
            <translation>Start of the period, included. Empty: from the first incident.</translation>
        </message>
        <message>
            <source>Dernier jour</source>
            <translation>Last day</translation>
        </message>
        <message>
            <source>Fin de la période, comprise. Vide : jusqu'au dernier fait.</source>
            <translation>End of the period, included. Empty: up to the last incident.</translation>
        </message>
        <message>
            <source>Atlas</source>
            <translation>Atlas</translation>
        </message>
        <message>
            <source>Document PDF (*.pdf)</source>
            <translation>PDF document (*.pdf)</translation>
        </message>
        <message>
            <source>Le PDF à écrire ; un fichier du même nom est remplacé.</source>
            <translation>The PDF to write; a file of the same name is replaced.</translation>
        </message>
        <message>
            <source>Pages</source>
            <translation>Pages</translation>
        </message>
        <message>
            <source>{pages} pages dans {file}.</source>
            <translation>{pages} pages in {file}.</translation>
        </message>
        <message>
            <source>Couche stylée</source>
            <translation>Styled layer</translation>
        </message>
        <message>
            <source>Style enregistré</source>
            <translation>Style saved</translation>
        </message>
        <message>
            <source>Style par catégorie</source>
            <translation>Style by category</translation>
        </message>
        <message>
            <source>Dessine des points par catégorie de la nomenclature : une forme par famille, une teinte par catégorie, lisible aussi en noir et blanc et par les daltoniens. La légende ne montre que les catégories présentes ; « Autre code » attend celles qui viendraient ensuite. Le style devient celui par défaut de la couche, enregistré dans son GeoPackage ou dans un fichier .qml à côté d'elle.</source>
            <translation>Draws points by category of the nomenclature: one shape per family, one shade per category, readable in black and white and by colour-blind people too. The legend shows only the categories present; “Other code” waits for those that may come later. The style becomes the default of the layer, saved in its GeoPackage or in a .qml file beside it.</translation>
        </message>
        <message>
            <source>Une couche de points, un par fait ; elle est restylée, ses données ne changent pas.</source>
            <translation>A point layer, one point per incident; it is restyled, its data do not change.</translation>
        </message>
        <message>
            <source>Champ de la catégorie</source>
            <translation>Category field</translation>
        </message>
        <message>
            <source>Le champ qui porte le code, comme TRA1 ou DEG4.</source>
            <translation>The field that holds the code, such as TRA1 or DEG4.</translation>
        </message>
        <message>
            <source>{n} catégories présentes.</source>
            <translation>{n} categories present.</translation>
        </message>
        <message>
            <source>Style par créneau horaire</source>
            <translation>Style by time slot</translation>
        </message>
        <message>
            <source>Dessine des points par créneau de l'heure de début (champ began_at, heure locale) : clair le matin, sombre la nuit. « Heure inconnue » a sa classe, en gris, et n'est jamais mise à minuit (champ hour_known). Le style devient celui par défaut de la couche, enregistré dans son GeoPackage ou dans un fichier .qml à côté d'elle.</source>
            <translation>Draws points by slot of the start hour (field began_at, local time): light in the morning, dark at night. The unknown hour has its own class, “Heure inconnue”, in grey, and is never put at midnight (field hour_known). The style becomes the default of the layer, saved in its GeoPackage or in a .qml file beside it.</translation>
        </message>
        <message>
            <source>Une couche de points qui a les champs began_at et, s'il se peut, hour_known.</source>
            <translation>A point layer that has the fields began_at and, if possible, hour_known.</translation>
        </message>
        <message>
            <source>6x4h, 4x6h (nuit, matin, après-midi, soirée), tapage (jour et nuit), vacations_pm, usages de l'espace public, scolaire.</source>
            <translation>6x4h, 4x6h (night, morning, afternoon, evening), tapage (noise, day and night), vacations_pm (municipal police shifts), usages (uses of public space), scolaire (school day).</translation>
        </message>
        <message>
            <source>Charger un répertoire de lieux</source>
            <translation>Load a gazetteer of places</translation>
        </message>
        <message>
            <source>Copie dans l'observatoire les lieux que les partenaires désignent par un code ou un nom : arrêts, écoles (code UAI), résidences et halls. Les imports suivants y placent les faits sans adresse ni coordonnées.</source>
            <translation>Copies into the observatory the places that partners refer to by a code or a name: stops, schools (UAI code), housing estates and entrance halls. Later imports use them to place incidents that have neither address nor coordinates.</translation>
        </message>
        <message>
            <source>La couche de points, dans n'importe quel système de coordonnées.</source>
            <translation>The point layer, in any coordinate system.</translation>
        </message>
        <message>
            <source>Genre de lieu</source>
            <translation>Kind of place</translation>
        </message>
        <message>
            <source>Le genre que nomment les profils : arret, ecole, residence. Les lieux de ce genre sont remplacés.</source>
            <translation>The kind that the profiles name: arret, ecole, residence. Places of this kind are replaced.</translation>
        </message>
        <message>
            <source>Champ du code</source>
            <translation>Code field</translation>
        </message>
        <message>
            <source>Code de l'arrêt, code UAI, référence du patrimoine.</source>
            <translation>Code of the stop, UAI code, landlord's property reference.</translation>
        </message>
        <message>
            <source>Champs du nom</source>
            <translation>Name fields</translation>
        </message>
        <message>
            <source>Le nom, en un ou plusieurs champs dans l'ordre du partenaire : résidence, bâtiment, hall.</source>
            <translation>The name, in one or more fields in the partner's order: housing estate, building, hall.</translation>
        </message>
        <message>
            <source>Lieux chargés</source>
            <translation>Places loaded</translation>
        </message>
        <message>
            <source>{n} lieux de genre « {kind} » chargés.</source>
            <translation>{n} places of kind “{kind}” loaded.</translation>
        </message>
        <message>
            <source>Modèles</source>
            <translation>Models</translation>
        </message>
        <message>
            <source>Bilan chiffré (classeur)</source>
            <translation>Report in figures (workbook)</translation>
        </message>
        <message>
            <source>Écrit un classeur .xlsx : catégories, mois, créneaux, groupes territoriaux et QPV par source, qualité de chaque lot, lignes refusées par motif. Les sources restent côte à côte, sans somme. La première feuille dit la période, les sources et la méthode. Niveau « partenaires » : les petits effectifs ne sont pas masqués.</source>
            <translation>Writes an .xlsx workbook: categories, months, time slots, territorial groups and QPV by source, quality of each batch, refused rows by reason. Sources stay side by side, without a total. The first sheet states the period, the sources and the method. Level “partenaires” (partners only): small counts are not masked.</translation>
        </message>
        <message>
            <source>Classeur</source>
            <translation>Workbook</translation>
        </message>
        <message>
            <source>Le classeur à écrire ; un fichier du même nom est remplacé.</source>
            <translation>The workbook to write; a file of the same name is replaced.</translation>
        </message>
        <message>
            <source>Feuilles</source>
            <translation>Sheets</translation>
        </message>
        <message>
            <source>Feuilles : {titles}.</source>
            <translation>Sheets: {titles}.</translation>
        </message>
        <message>
            <source>Rattacher les points aux territoires</source>
            <translation>Assign points to territories</translation>
        </message>
        <message>
            <source>Donne à chaque point le code du territoire qui le contient (QPV, groupe territorial, quartier…). Un point à moins de la tolérance d'une limite compte dedans et porte on_edge ; un point dans plusieurs territoires les garde tous (territories) ; un point hors de tous n'en reçoit aucun, jamais le plus proche.

À éviter avec des points situés au quartier ou à la commune : leur territoire n'est pas connu.</source>
            <translation>Gives each point the code of the territory that contains it (QPV, territorial group, neighbourhood…). A point closer to an edge than the tolerance counts as inside and carries on_edge; a point in several territories keeps them all (territories); a point outside all of them gets none, never the nearest.

Avoid it with points located to the neighbourhood or the municipality: their territory is not known.</translation>
        </message>
        <message>
            <source>Points</source>
            <translation>Points</translation>
        </message>
        <message>
            <source>Points à rattacher, dans n'importe quel système de coordonnées.</source>
            <translation>Points to assign, in any coordinate system.</translation>
        </message>
        <message>
            <source>Polygones ; ceux qui ne sont pas valides sont réparés, et c'est dit.</source>
            <translation>Polygons; those that are invalid are repaired, and it is said.</translation>
        </message>
        <message>
            <source>Champ des territoires recopié dans territory, code_qp par exemple.</source>
            <translation>Field of the territories copied into territory, code_qp for example.</translation>
        </message>
        <message>
            <source>Tolérance (mètres)</source>
            <translation>Tolerance (metres)</translation>
        </message>
        <message>
            <source>Un point à cette distance d'une limite, ou moins, compte dedans. Toujours en mètres, même quand la couche est en degrés.</source>
            <translation>A point at this distance from an edge, or less, counts as inside. Always in metres, even when the layer is in degrees.</translation>
        </message>
        <message>
            <source>Points rattachés</source>
            <translation>Assigned points</translation>
        </message>
        <message>
            <source>Tous les points dans leur ordre, avec territory, territories (codes joints par « ; ») et on_edge.</source>
            <translation>All the points in their order, with territory, territories (codes joined by “;”) and on_edge.</translation>
        </message>
        <message>
            <source>Charger des territoires dans l'observatoire</source>
            <translation>Load territories into the observatory</translation>
        </message>
        <message>
            <source>Copie dans l'observatoire les QPV (2015 ou 2024) ou les groupes territoriaux, à la place de ceux qui y étaient. Les polygones invalides sont réparés, et les faits déjà importés sont rattachés de nouveau.</source>
            <translation>Copies into the observatory the QPV (2015 or 2024) or the territorial groups, in place of those that were there. Invalid polygons are repaired, and the incidents already imported are assigned again.</translation>
        </message>
        <message>
            <source>La couche de polygones, dans n'importe quel système de coordonnées.</source>
            <translation>The polygon layer, in any coordinate system.</translation>
        </message>
        <message>
            <source>Sorte</source>
            <translation>Kind</translation>
        </message>
        <message>
            <source>QPV de 2015, QPV de 2024, ou groupes territoriaux du CLSPD.</source>
            <translation>QPV of 2015, QPV of 2024, or territorial groups of the CLSPD (local council for security and crime prevention).</translation>
        </message>
        <message>
            <source>Un code différent pour chaque territoire.</source>
            <translation>A different code for each territory.</translation>
        </message>
        <message>
            <source>Champ du nom</source>
            <translation>Name field</translation>
        </message>
        <message>
            <source>Le nom qui sera imprimé.</source>
            <translation>The name that will be printed.</translation>
        </message>
        <message>
            <source>Champ de la population</source>
            <translation>Population field</translation>
        </message>
        <message>
            <source>Nombre d'habitants, pour les taux.</source>
            <translation>Number of inhabitants, for the rates.</translation>
        </message>
        <message>
            <source>Territoires chargés</source>
            <translation>Territories loaded</translation>
        </message>
        <message>
            <source>{n} territoires chargés, dont {repaired} réparés.</source>
            <translation>{n} territories loaded, of which {repaired} repaired.</translation>
        </message>
    </context>
    <context>
        <name>CaptureDialog</name>
        <message>
            <source>Saisir un fait</source>
            <translation>Record an incident</translation>
        </message>
        <message>
            <source>Le fait</source>
            <translation>The incident</translation>
        </message>
        <message>
            <source>&amp;Catégorie</source>
            <translation>&amp;Category</translation>
        </message>
        <message>
            <source>&amp;Date</source>
            <translation>&amp;Date</translation>
        </message>
        <message>
            <source>&amp;Heure connue</source>
            <translation>&amp;Hour known</translation>
        </message>
        <message>
            <source>Heure du début</source>
            <translation>Start hour</translation>
        </message>
        <message>
            <source>&amp;Fin connue</source>
            <translation>&amp;End known</translation>
        </message>
        <message>
            <source>Date de fin</source>
            <translation>End date</translation>
        </message>
        <message>
            <source>à</source>
            <translation>at</translation>
        </message>
        <message>
            <source>Heure de fin</source>
            <translation>End hour</translation>
        </message>
        <message>
            <source>&amp;Partenaire</source>
            <translation>&amp;Partner</translation>
        </message>
        <message>
            <source>Le lieu</source>
            <translation>The place</translation>
        </message>
        <message>
            <source>&amp;Type de lieu</source>
            <translation>Place &amp;type</translation>
        </message>
        <message>
            <source>&amp;Libellé du lieu</source>
            <translation>Place &amp;label</translation>
        </message>
        <message>
            <source>Rue, place, résidence… jamais le nom d'une personne</source>
            <translation>Street, square, estate… never a person's name</translation>
        </message>
        <message>
            <source>Placer sur la c&amp;arte</source>
            <translation>Place on the m&amp;ap</translation>
        </message>
        <message>
            <source>Sans lieu p&amp;récis</source>
            <translation>No p&amp;recise place</translation>
        </message>
        <message>
            <source>Le suivi</source>
            <translation>Follow-up</translation>
        </message>
        <message>
            <source>&amp;Gravité</source>
            <translation>Se&amp;verity</translation>
        </message>
        <message>
            <source>&amp;Suite donnée</source>
            <translation>&amp;Outcome</translation>
        </message>
        <message>
            <source>&amp;Enregistrer</source>
            <translation>&amp;Save</translation>
        </message>
        <message>
            <source>A&amp;nnuler</source>
            <translation>Ca&amp;ncel</translation>
        </message>
    </context>
    <context>
        <name>ColumnsPage</name>
        <message>
            <source>Ce que dit chaque colonne</source>
            <translation>What each column says</translation>
        </message>
        <message>
            <source>Donnez un champ à chaque colonne utile. Les colonnes qui nomment une personne sont écartées.</source>
            <translation>Give a field to each useful column. The columns that name a person are dropped.</translation>
        </message>
        <message>
            <source>&amp;Partenaire :</source>
            <translation>&amp;Partner:</translation>
        </message>
        <message>
            <source>Sor&amp;te :</source>
            <translation>&amp;Kind:</translation>
        </message>
        <message>
            <source>Type de &amp;lieu :</source>
            <translation>Place &amp;type:</translation>
        </message>
        <message>
            <source>&amp;Catégorie (sans colonne) :</source>
            <translation>C&amp;ategory (no column):</translation>
        </message>
        <message>
            <source>S&amp;ystème des X, Y :</source>
            <translation>CRS of X, &amp;Y:</translation>
        </message>
        <message>
            <source>&amp;Ordre dans une cellule :</source>
            <translation>&amp;Order in one cell:</translation>
        </message>
    </context>
    <context>
        <name>FilePage</name>
        <message>
            <source>Le fichier du partenaire</source>
            <translation>The partner's file</translation>
        </message>
        <message>
            <source>Choisissez le fichier tel que vous l'avez reçu. Rien n'est enregistré avant la dernière étape.</source>
            <translation>Choose the file as you received it. Nothing is saved before the last step.</translation>
        </message>
        <message>
            <source>&amp;Fichier :</source>
            <translation>&amp;File:</translation>
        </message>
        <message>
            <source>Par&amp;courir…</source>
            <translation>Bro&amp;wse…</translation>
        </message>
        <message>
            <source>&amp;Profil :</source>
            <translation>&amp;Profile:</translation>
        </message>
        <message>
            <source>&amp;Revoir chaque étape avant d'importer</source>
            <translation>&amp;Review every step before importing</translation>
        </message>
    </context>
    <context>
        <name>ImportPage</name>
        <message>
            <source>Import</source>
            <translation>Import</translation>
        </message>
        <message>
            <source>Un seul lot : tout entre, ou rien.</source>
            <translation>One batch: everything comes in, or nothing.</translation>
        </message>
    </context>
    <context>
        <name>LabelsPage</name>
        <message>
            <source>Les libellés inconnus</source>
            <translation>Unknown labels</translation>
        </message>
        <message>
            <source>Dites à quelle catégorie va chaque libellé. Sans réponse, le fait entre « à qualifier », son texte gardé.</source>
            <translation>Say which category each label goes to. Without an answer, the incident comes in “to qualify”, its text kept.</translation>
        </message>
        <message>
            <source>&amp;Garder les suggestions</source>
            <translation>&amp;Keep the suggestions</translation>
        </message>
        <message>
            <source>Tout laisser à &amp;qualifier</source>
            <translation>Leave all to &amp;qualify</translation>
        </message>
    </context>
    <context>
        <name>ReadingPage</name>
        <message>
            <source>Ce qui a été compris</source>
            <translation>What was understood</translation>
        </message>
        <message>
            <source>Les premières lignes du fichier. Si quelque chose est de travers, changez un choix et relisez.</source>
            <translation>The first rows of the file. If something is wrong, change a choice and read again.</translation>
        </message>
        <message>
            <source>&amp;Feuille :</source>
            <translation>&amp;Sheet:</translation>
        </message>
        <message>
            <source>&amp;Encodage :</source>
            <translation>&amp;Encoding:</translation>
        </message>
        <message>
            <source>Séparate&amp;ur :</source>
            <translation>Separato&amp;r:</translation>
        </message>
        <message>
            <source>Ligne d'e&amp;n-têtes :</source>
            <translation>&amp;Header row:</translation>
        </message>
        <message>
            <source>automatique</source>
            <translation>automatic</translation>
        </message>
        <message>
            <source>Le numéro de la ligne qui porte les noms des colonnes ; 0 s'il n'y en a pas.</source>
            <translation>The number of the row that holds the names of the columns; 0 when there is none.</translation>
        </message>
        <message>
            <source>Guille&amp;mets :</source>
            <translation>&amp;Quotes:</translation>
        </message>
        <message>
            <source>Le caractère qui entoure les cellules où se trouve le séparateur.</source>
            <translation>The character around the cells that hold the separator.</translation>
        </message>
        <message>
            <source>En-tê&amp;tes sur :</source>
            <translation>Headers &amp;on:</translation>
        </message>
        <message>
            <source>&amp;Garder les lignes de total, d'en-têtes répétés et de texte sous le tableau</source>
            <translation>&amp;Keep the rows of totals, repeated headers and text under the table</translation>
        </message>
        <message>
            <source>Re&amp;lire le fichier</source>
            <translation>Read a&amp;gain</translation>
        </message>
    </context>
    <context>
        <name>TrialPage</name>
        <message>
            <source>Répétition</source>
            <translation>Rehearsal</translation>
        </message>
        <message>
            <source>Ce que donnerait l'import. L'observatoire n'a pas encore changé.</source>
            <translation>What the import would do. The observatory has not changed yet.</translation>
        </message>
        <message>
            <source>&amp;Garder ce profil pour la prochaine fois, sous le nom :</source>
            <translation>&amp;Keep this profile for next time, as:</translation>
        </message>
    </context>
    <context>
        <name>IntakeWizard</name>
        <message>
            <source>Importer un fichier de partenaire</source>
            <translation>Import a partner's file</translation>
        </message>
    </context>
    <context>
        <name>ObservatoryDock</name>
        <message>
            <source>Observatoire</source>
            <translation>Observatory</translation>
        </message>
        <message>
            <source>Ouvrir…</source>
            <translation>Open…</translation>
        </message>
        <message>
            <source>Créer…</source>
            <translation>Create…</translation>
        </message>
        <message>
            <source>Charger dans le projet</source>
            <translation>Load into the project</translation>
        </message>
        <message>
            <source>Importer un fichier…</source>
            <translation>Import a file…</translation>
        </message>
        <message>
            <source>Points chauds…</source>
            <translation>Hot spots…</translation>
        </message>
        <message>
            <source>Atlas…</source>
            <translation>Atlas…</translation>
        </message>
        <message>
            <source>Saisir un fait…</source>
            <translation>Record an incident…</translation>
        </message>
        <message>
            <source>Imports</source>
            <translation>Imports</translation>
        </message>
        <message>
            <source>Lots d'import, du plus récent au plus ancien</source>
            <translation>Import batches, latest first</translation>
        </message>
        <message>
            <source>Annuler ce lot…</source>
            <translation>Undo this batch…</translation>
        </message>
        <message>
            <source>Remet l'observatoire comme si ce fichier n'avait jamais été importé</source>
            <translation>Puts the observatory back as if this file had never been imported</translation>
        </message>
        <message>
            <source>Qualité des sources</source>
            <translation>Quality of sources</translation>
        </message>
        <message>
            <source>Qualité des sources, un partenaire par ligne</source>
            <translation>Quality of sources, one partner per line</translation>
        </message>
    </context>
</TS>
