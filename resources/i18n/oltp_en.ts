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
            <source>Texte du lieu</source>
            <translation>Place as written</translation>
        </message>
        <message>
            <source>Partenaires</source>
            <translation>Partners</translation>
        </message>
        <message>
            <source>Point</source>
            <translation>Point</translation>
        </message>
        <message>
            <source>Lieu proposé</source>
            <translation>Place offered</translation>
        </message>
        <message>
            <source>Précision</source>
            <translation>Precision</translation>
        </message>
        <message>
            <source>Score</source>
            <translation>Score</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>Source</translation>
        </message>
        <message>
            <source>Textes</source>
            <translation>Texts</translation>
        </message>
        <message>
            <source>Texte le plus fréquent</source>
            <translation>Commonest text</translation>
        </message>
        <message>
            <source>Lieu retenu</source>
            <translation>Place chosen</translation>
        </message>
        <message>
            <source>Pour</source>
            <translation>For</translation>
        </message>
        <message>
            <source>Décidé le</source>
            <translation>Decided on</translation>
        </message>
        <message>
            <source>Par</source>
            <translation>By</translation>
        </message>
        <message>
            <source>tous</source>
            <translation>all</translation>
        </message>
        <message>
            <source>{n} texte(s) à revoir, {rows} fait(s).</source>
            <translation>{n} text(s) to review, {rows} incident(s).</translation>
        </message>
        <message>
            <source> {n} fait(s) sans point ni texte.</source>
            <translation> {n} incident(s) with neither point nor text.</translation>
        </message>
        <message>
            <source>douteux</source>
            <translation>doubtful</translation>
        </message>
        <message>
            <source>en partie</source>
            <translation>in part</translation>
        </message>
        <message>
            <source>Rien n'attend : tous les textes de lieu ont leur place, ou une décision.</source>
            <translation>Nothing is waiting: every place as written has its point, or a decision.</translation>
        </message>
        <message>
            <source>« {label} » : {n} fait(s)</source>
            <translation>“{label}”: {n} incident(s)</translation>
        </message>
        <message>
            <source>, {n} graphies</source>
            <translation>, {n} spellings</translation>
        </message>
        <message>
            <source>Flèches : choisir ; Entrée : accepter ; Espace : passer. Ou cliquez l'endroit sur la carte.</source>
            <translation>Arrows: choose; Enter: accept; Space: skip. Or click the spot on the map.</translation>
        </message>
        <message>
            <source>Aucun lieu proposé : cliquez l'endroit sur la carte, puis Entrée ; Espace : passer.</source>
            <translation>No place offered: click the spot on the map, then Enter; Space: skip.</translation>
        </message>
        <message>
            <source>Ces {n} textes de lieu, et rien d'autre, partiraient à {service} : ni identifiant, ni date, ni catégorie, ni partenaire. Ce qui en revient place les faits, à la précision que le service annonce.</source>
            <translation>These {n} places as written, and nothing else, would go to {service}: no identifier, no date, no category, no partner. What comes back places the incidents, at the precision that the service states.</translation>
        </message>
        <message>
            <source>{n} fait(s) gardé(s) : partenaire ou catégorie en diffusion restreinte, ou texte masqué.</source>
            <translation>{n} incident(s) kept back: restricted partner or category, or masked text.</translation>
        </message>
        <message>
            <source>À revoir</source>
            <translation>To review</translation>
        </message>
        <message>
            <source>Empilements</source>
            <translation>Piles</translation>
        </message>
        <message>
            <source>Décisions</source>
            <translation>Decisions</translation>
        </message>
        <message>
            <source>Point cliqué : X {x} m, Y {y} m</source>
            <translation>Point clicked: X {x} m, Y {y} m</translation>
        </message>
        <message>
            <source>tous les partenaires</source>
            <translation>all partners</translation>
        </message>
        <message>
            <source>{code} seulement</source>
            <translation>{code} only</translation>
        </message>
        <message>
            <source>Revoir les lieux</source>
            <translation>Review places</translation>
        </message>
        <message>
            <source>Lieux à revoir</source>
            <translation>Places to review</translation>
        </message>
        <message>
            <source>Index d'adresses</source>
            <translation>Address index</translation>
        </message>
        <message>
            <source>Index d'adresses (*.oltpadr)</source>
            <translation>Address index (*.oltpadr)</translation>
        </message>
        <message>
            <source>Service en ligne</source>
            <translation>Online service</translation>
        </message>
        <message>
            <source>au numéro</source>
            <translation>house number</translation>
        </message>
        <message>
            <source>entre deux numéros</source>
            <translation>between two numbers</translation>
        </message>
        <message>
            <source>au carrefour</source>
            <translation>crossing</translation>
        </message>
        <message>
            <source>à la rue</source>
            <translation>street</translation>
        </message>
        <message>
            <source>au lieu nommé</source>
            <translation>named place</translation>
        </message>
        <message>
            <source>au quartier</source>
            <translation>quarter</translation>
        </message>
        <message>
            <source>à la commune</source>
            <translation>town</translation>
        </message>
        <message>
            <source>nulle part</source>
            <translation>nowhere</translation>
        </message>
        <message>
            <source>index d'adresses</source>
            <translation>address index</translation>
        </message>
        <message>
            <source>point actuel</source>
            <translation>present point</translation>
        </message>
        <message>
            <source>service en ligne</source>
            <translation>online service</translation>
        </message>
        <message>
            <source>votre clic</source>
            <translation>your click</translation>
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
            <source>Les coordonnées du fichier</source>
            <translation>The coordinates of the file</translation>
        </message>
        <message>
            <source>Le répertoire des lieux</source>
            <translation>The gazetteer</translation>
        </message>
        <message>
            <source>Une décision de la ville</source>
            <translation>A decision of the town</translation>
        </message>
        <message>
            <source>L'index d'adresses</source>
            <translation>The address index</translation>
        </message>
        <message>
            <source>Le service en ligne</source>
            <translation>The online service</translation>
        </message>
        <message>
            <source>La saisie</source>
            <translation>Direct entry</translation>
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
            <source>« {url} » n'est pas l'adresse d'un service : elle commence par https://.</source>
            <translation>“{url}” is not the address of a service: it starts with https://.</translation>
        </message>
        <message>
            <source>« {url} » n'est pas chiffré : les adresses n'y sont pas envoyées. Prenez une adresse en https://.</source>
            <translation>“{url}” is not encrypted: addresses are not sent there. Take an address in https://.</translation>
        </message>
        <message>
            <source>Le service {host} n'a pas répondu en {n} secondes : vérifiez la connexion, puis recommencez</source>
            <translation>The service {host} did not answer in {n} seconds: check the connection, then try again</translation>
        </message>
        <message>
            <source>Le service {host} reçoit trop de demandes (erreur 429) : attendez une minute, puis recommencez</source>
            <translation>The service {host} gets too many requests (error 429): wait a minute, then try again</translation>
        </message>
        <message>
            <source>Le proxy demande un nom et un mot de passe (erreur 407) : donnez-les dans Préférences &gt; Options &gt; Réseau</source>
            <translation>The proxy asks for a name and a password (error 407): give them in Settings &gt; Options &gt; Network</translation>
        </message>
        <message>
            <source>Le service {host} est en panne (erreur {status}) : réessayez plus tard</source>
            <translation>The service {host} is down (error {status}): try again later</translation>
        </message>
        <message>
            <source>Le service {host} renvoie ailleurs (réponse {status}) : le réseau demande sans doute de se connecter (portail, proxy). Ouvrez un navigateur, puis recommencez</source>
            <translation>The service {host} sends elsewhere (answer {status}): the network probably asks to sign in (portal, proxy). Open a browser, then try again</translation>
        </message>
        <message>
            <source>Le service {host} a refusé la demande (erreur {status}) : vérifiez son adresse et le code de la commune</source>
            <translation>The service {host} refused the request (error {status}): check its address and the code of the town</translation>
        </message>
        <message>
            <source>Le certificat de {host} n'est pas reconnu : demandez au service informatique celui du proxy, et ajoutez-le dans Préférences &gt; Options &gt; Authentification</source>
            <translation>The certificate of {host} is not trusted: ask the IT department for that of the proxy, and add it in Settings &gt; Options &gt; Authentication</translation>
        </message>
        <message>
            <source>Le service {host} ne peut pas être joint ({why}) : vérifiez la connexion, et le proxy dans Préférences &gt; Options &gt; Réseau</source>
            <translation>The service {host} cannot be reached ({why}): check the connection, and the proxy in Settings &gt; Options &gt; Network</translation>
        </message>
        <message>
            <source>La maille {n} n'a pas pu être écrite ({why}) : vérifiez le fichier de sortie et l'espace libre.</source>
            <translation>Cell {n} could not be written ({why}): check the output file and the free space.</translation>
        </message>
        <message>
            <source>Durées non données : les deux périodes sont supposées de même durée. Si ce n'est pas le cas, donnez le nombre de jours de chacune.</source>
            <translation>Lengths not given: the two periods are taken to be of the same length. If they are not, give the number of days of each.</translation>
        </message>
        <message>
            <source>Une seule des deux durées est donnée : donnez les deux, en jours, ou aucune.</source>
            <translation>Only one of the two lengths is given: give both, in days, or neither.</translation>
        </message>
        <message>
            <source>Le graphique « {name} » n'a pas pu être écrit ({why}) : choisissez un autre fichier.</source>
            <translation>The chart “{name}” could not be written ({why}): choose another file.</translation>
        </message>
        <message>
            <source>Couche : {name}.</source>
            <translation>Layer: {name}.</translation>
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
            <source>Une période est demandée sans dire quel champ porte la date : remplissez DATE_FIELD.</source>
            <translation>A period is asked for without saying which field holds the date: fill DATE_FIELD.</translation>
        </message>
        <message>
            <source>Aucun incident sur {total} n'est de la période et des catégories demandées.</source>
            <translation>None of the {total} incidents is of the period and categories asked for.</translation>
        </message>
        <message>
            <source>Le champ « {field} » n'est pas un nombre : choisissez-en un autre.</source>
            <translation>The field “{field}” is not a number: choose another.</translation>
        </message>
        <message>
            <source>Au cœur d'un regroupement</source>
            <translation>In the core of a cluster</translation>
        </message>
        <message>
            <source>Au bord d'un regroupement</source>
            <translation>At the border of a cluster</translation>
        </message>
        <message>
            <source>Hors de tout regroupement</source>
            <translation>Outside any cluster</translation>
        </message>
        <message>
            <source>Ni lieux ni incidents : donnez une couche de lieux, une couche d'incidents, ou les deux.</source>
            <translation>Neither places nor incidents: give a layer of places, a layer of incidents, or both.</translation>
        </message>
        <message>
            <source>Pour compter dans une couche de lieux, donnez soit le champ du nombre, soit une couche d'incidents.</source>
            <translation>To count in a layer of places, give either the count field or a layer of incidents.</translation>
        </message>
        <message>
            <source>à {n} m d'un lieu, ou moins</source>
            <translation>{n} m from a place, or less</translation>
        </message>
        <message>
            <source>à plus de {n} m de tout lieu</source>
            <translation>more than {n} m from any place</translation>
        </message>
        <message>
            <source>Chaque incident compte pour le lieu le plus proche, {near} (au carrefour, le premier de la couche).</source>
            <translation>Each incident counts for the nearest place, {near} (at a crossing, the first of the layer).</translation>
        </message>
        <message>
            <source>Lieux sans nombre, non comptés : {n}.</source>
            <translation>Places without a number, not counted: {n}.</translation>
        </message>
        <message>
            <source>« {name} » n'a pas de géométrie : des incidents ne peuvent pas y être comptés.</source>
            <translation>“{name}” has no geometry: incidents cannot be counted in it.</translation>
        </message>
        <message>
            <source>Un lieu de « {name} » ne se place pas en {crs} : vérifiez le système de coordonnées.</source>
            <translation>A place of “{name}” cannot be located in {crs}: check the coordinate reference system.</translation>
        </message>
        <message>
            <source>80 % dans {n} % des lieux</source>
            <translation>80 % in {n} % of places</translation>
        </message>
        <message>
            <source>20 % des lieux : {n} %</source>
            <translation>20 % of places: {n} %</translation>
        </message>
        <message>
            <source>Part des lieux, du plus touché au moins touché</source>
            <translation>Share of places, from the most to the least affected</translation>
        </message>
        <message>
            <source>Part des incidents</source>
            <translation>Share of incidents</translation>
        </message>
        <message>
            <source>Concentration des incidents</source>
            <translation>Concentration of incidents</translation>
        </message>
        <message>
            <source>Une période est demandée sans champ de date : choisissez le champ de la date.</source>
            <translation>A period is asked for without a date field: choose the date field.</translation>
        </message>
        <message>
            <source>La période finit le {last}, avant de commencer le {first} : échangez les deux jours.</source>
            <translation>The period ends on {last}, before it begins on {first}: swap the two days.</translation>
        </message>
        <message>
            <source>Des catégories sont demandées sans champ de catégorie : choisissez ce champ.</source>
            <translation>Categories are asked for without a category field: choose that field.</translation>
        </message>
        <message>
            <source>Aucun point ne répond à la période et aux catégories demandées.</source>
            <translation>No point meets the period and the categories asked for.</translation>
        </message>
        <message>
            <source>{n} point(s) sans date lisible : hors de la période, non comptés.</source>
            <translation>{n} point(s) without a readable date: out of the period, not counted.</translation>
        </message>
        <message>
            <source>Le total mêle des unités de compte : {units}. Choisissez des catégories de même unité, ou une ligne par catégorie.</source>
            <translation>The total blends units of count: {units}. Choose categories of one unit, or one line per category.</translation>
        </message>
        <message>
            <source>Le total additionne {n} sources, qui ne comptent pas la même chose : filtrez la couche sur un partenaire pour les lire côte à côte.</source>
            <translation>The total adds up {n} sources, which do not count the same things: filter the layer by partner to read them side by side.</translation>
        </message>
        <message>
            <source>{n} point(s) situé(s) au quartier ou à la commune : comptés comme non localisés.</source>
            <translation>{n} point(s) known by the quarter or the town only: counted as not located.</translation>
        </message>
        <message>
            <source>Une paire n'a pas pu être écrite ({why}) : vérifiez le fichier de sortie.</source>
            <translation>A pair could not be written ({why}): check the output file.</translation>
        </message>
        <message>
            <source>{n} point(s) sur {compared} ont un code déclaré autre que celui trouvé, dont {edges} à une limite ; {unplaced} point(s) sans position, non comparé(s).</source>
            <translation>{n} point(s) out of {compared} have a declared code other than the one found, {edges} of them on an edge; {unplaced} point(s) without a position, not compared.</translation>
        </message>
        <message>
            <source>{n} dans un autre territoire que celui déclaré.</source>
            <translation>{n} in another territory than the one declared.</translation>
        </message>
        <message>
            <source>{n} hors de tout territoire, alors qu'un code est déclaré.</source>
            <translation>{n} outside all territories, though a code is declared.</translation>
        </message>
        <message>
            <source>{n} dans un territoire, alors qu'aucun code n'est déclaré.</source>
            <translation>{n} in a territory, though no code is declared.</translation>
        </message>
        <message>
            <source>{n} avec un code déclaré que la couche de territoires ne connaît pas : autre génération ?</source>
            <translation>{n} with a declared code that the layer of territories does not know: another generation?</translation>
        </message>
        <message>
            <source>Un point n'a pas pu être écrit ({why}) : vérifiez le fichier de sortie.</source>
            <translation>A point could not be written ({why}): check the output file.</translation>
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
            <source>{n} au numéro</source>
            <translation>{n} at the number</translation>
        </message>
        <message>
            <source>{n} entre deux numéros</source>
            <translation>{n} between two numbers</translation>
        </message>
        <message>
            <source>{n} au croisement</source>
            <translation>{n} at the crossing</translation>
        </message>
        <message>
            <source>{n} à la voie</source>
            <translation>{n} on the street</translation>
        </message>
        <message>
            <source>{n} à un lieu connu</source>
            <translation>{n} at a known place</translation>
        </message>
        <message>
            <source>{n} au quartier</source>
            <translation>{n} in the neighbourhood</translation>
        </message>
        <message>
            <source>{n} à la commune</source>
            <translation>{n} in the commune</translation>
        </message>
        <message>
            <source>{n} sans point</source>
            <translation>{n} without a point</translation>
        </message>
        <message>
            <source>Indiquez le champ de l'adresse (ADDRESS), ou au moins celui de la voie (STREET) : rien ne dit où lire.</source>
            <translation>Give the field of the address (ADDRESS), or at least that of the street (STREET): nothing says where to read.</translation>
        </message>
        <message>
            <source>La table n'a pas pu être écrite ({why}) : vérifiez le fichier de sortie et l'espace libre.</source>
            <translation>The table could not be written ({why}): check the output file and the free space.</translation>
        </message>
        <message>
            <source>{n} lignes : {parts}.</source>
            <translation>{n} rows: {parts}.</translation>
        </message>
        <message>
            <source>{n} ligne(s) sans adresse : gardées, sans point.</source>
            <translation>{n} row(s) without an address: kept, without a point.</translation>
        </message>
        <message>
            <source>{unlocated} fait(s) sans point : {placed} placé(s) ({parts}), {rest} restent à localiser.</source>
            <translation>{unlocated} incident(s) without a point: {placed} placed ({parts}), {rest} still to locate.</translation>
        </message>
        <message>
            <source>{n} n'ont pas de lieu écrit.</source>
            <translation>{n} have no written place.</translation>
        </message>
        <message>
            <source>{n} placé(s) par une décision de la ville.</source>
            <translation>{n} placed by a decision of the town.</translation>
        </message>
        <message>
            <source>{n} laissé(s) sans point, comme la ville en a décidé.</source>
            <translation>{n} left without a point, as the town decided.</translation>
        </message>
        <message>
            <source>{n} ont un candidat trop peu sûr : la revue des lieux les montre.</source>
            <translation>{n} have too doubtful a candidate: the review of places shows them.</translation>
        </message>
        <message>
            <source>{area} % de la surface : {hit} % des incidents</source>
            <translation>{area}% of the surface: {hit}% of the incidents</translation>
        </message>
        <message>
            <source>Part de la surface, des mailles les plus chaudes d'abord</source>
            <translation>Share of the surface, hottest cells first</translation>
        </message>
        <message>
            <source>Part des incidents de la suite</source>
            <translation>Share of the incidents that followed</translation>
        </message>
        <message>
            <source>Trait plein : les mailles de la première période. Pointillé : le mieux possible. Tirets : le hasard.</source>
            <translation>Solid line: the cells of the first period. Dotted: the best possible. Dashed: chance.</translation>
        </message>
        <message>
            <source>Points chauds à l'épreuve de la période suivante</source>
            <translation>Hot spots put to the test of the next period</translation>
        </message>
        <message>
            <source>« {path} » ne peut pas être écrit ({why}) : choisissez un autre fichier.</source>
            <translation>“{path}” cannot be written ({why}): choose another file.</translation>
        </message>
        <message>
            <source>La couche de population est donnée sans dire quel champ la porte : remplissez EXPOSURE_FIELD.</source>
            <translation>The population layer is given without saying which field holds it: fill EXPOSURE_FIELD.</translation>
        </message>
        <message>
            <source>Champ « {field} » de « {layer} »</source>
            <translation>Field “{field}” of “{layer}”</translation>
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
            <source>Tranches de distance</source>
            <translation>Distance bands</translation>
        </message>
        <message>
            <source>Tranches de jours</source>
            <translation>Day bands</translation>
        </message>
        <message>
            <source>{n} permutations : donnez de 1 à 99 999, 999 d'ordinaire.</source>
            <translation>{n} permutations: give from 1 to 99 999, usually 999.</translation>
        </message>
        <message>
            <source>Paire d'une tranche peu compatible avec le hasard (p ≤ 0,05)</source>
            <translation>Pair of a band hardly compatible with chance (p ≤ 0.05)</translation>
        </message>
        <message>
            <source>Paire d'une autre tranche</source>
            <translation>Pair of another band</translation>
        </message>
        <message>
            <source>jours</source>
            <translation>days</translation>
        </message>
        <message>
            <source>Paires observées / attendues ; encadré : p ≤ 0,05</source>
            <translation>Observed / expected pairs; framed: p ≤ 0.05</translation>
        </message>
        <message>
            <source>Répétitions proches</source>
            <translation>Near repeats</translation>
        </message>
        <message>
            <source>× {ratio}</source>
            <translation>× {ratio}</translation>
        </message>
        <message>
            <source>{n} paires, p {p}</source>
            <translation>{n} pairs, p {p}</translation>
        </message>
        <message>
            <source>« {code} » n'est pas un code INSEE de commune : cinq caractères, comme 34172 ou 2A004.</source>
            <translation>“{code}” is not the INSEE code of a town: five characters, such as 34172 or 2A004.</translation>
        </message>
        <message>
            <source>Le service en ligne n'est pas permis sur ce poste : rien n'est parti. Pour le permettre : « Revoir les lieux… », puis En ligne… ; ou la clé oltp/online_geocoding=true du profil QGIS.</source>
            <translation>The online service is not allowed on this computer: nothing was sent. To allow it: “Review places…”, then Online…; or the key oltp/online_geocoding=true of the QGIS profile.</translation>
        </message>
        <message>
            <source>{n} fait(s) d'un partenaire ou d'une catégorie en diffusion restreinte : leur texte ne part pas.</source>
            <translation>{n} incident(s) of a restricted partner or category: their text is not sent.</translation>
        </message>
        <message>
            <source>{n} fait(s) dont le texte a été masqué à l'import : il ne part pas.</source>
            <translation>{n} incident(s) whose text was masked at import: it is not sent.</translation>
        </message>
        <message>
            <source>{n} texte(s) envoyé(s) à {service}.</source>
            <translation>{n} text(s) sent to {service}.</translation>
        </message>
        <message>
            <source>{n} texte(s) partiraient à {service} ; rien n'est parti.</source>
            <translation>{n} text(s) would go to {service}; nothing was sent.</translation>
        </message>
        <message>
            <source>{found} texte(s) trouvé(s), {placed} fait(s) placé(s).</source>
            <translation>{found} text(s) found, {placed} incident(s) placed.</translation>
        </message>
        <message>
            <source>{n} texte(s) sans réponse retenue : {why}.</source>
            <translation>{n} text(s) without an answer kept: {why}.</translation>
        </message>
        <message>
            <source>« {name} » : {kind}.</source>
            <translation>“{name}”: {kind}.</translation>
        </message>
        <message>
            <source>{n} croisements (champs {a} et {b})</source>
            <translation>{n} crossings (fields {a} and {b})</translation>
        </message>
        <message>
            <source>La couche « {layer} » n'a pas de champ de nom reconnu (nom, name, libelle…) parmi {fields} : renommez celui qui porte les noms, ou retirez cette couche.</source>
            <translation>The layer “{layer}” has no known name field (nom, name, libelle…) among {fields}: rename the one that holds the names, or take this layer out.</translation>
        </message>
        <message>
            <source>{n} lieux (nom : {name} ; code : {code})</source>
            <translation>{n} places (name: {name}; code: {code})</translation>
        </message>
        <message>
            <source>La couche « {name} » n'a aucune ligne nommée.</source>
            <translation>The layer “{name}” has no named line.</translation>
        </message>
        <message>
            <source>{n} voies (nom : {name}), {m} croisements</source>
            <translation>{n} streets (name: {name}), {m} crossings</translation>
        </message>
        <message>
            <source>La table « {name} » n'a ni points ni colonnes lon et lat : choisissez une couche de lieux.</source>
            <translation>The table “{name}” has neither points nor lon and lat columns: choose a layer of places.</translation>
        </message>
        <message>
            <source>Comptage dans les polygones donnés : la zone d'étude et la taille de maille ne servent pas.</source>
            <translation>Counting in the polygons given: the study area and the cell size are not used.</translation>
        </message>
        <message>
            <source>Le champ « {field} » de « {layer} » ne contient pas des nombres : choisissez un champ numérique, ou convertissez-le (« Refactoriser les champs »).</source>
            <translation>The field “{field}” of “{layer}” does not hold numbers: choose a numeric field, or convert it (“Refactor fields”).</translation>
        </message>
        <message>
            <source>Un polygone n'a pas pu être écrit ({why}) : vérifiez le fichier de sortie et l'espace libre.</source>
            <translation>A polygon could not be written ({why}): check the output file and the free space.</translation>
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
            <source>Le raster « {path} » ne peut pas être écrit : choisissez un autre fichier .tif.</source>
            <translation>The raster “{path}” cannot be written: choose another .tif file.</translation>
        </message>
        <message>
            <source>Densité (par km²)</source>
            <translation>Density (per km²)</translation>
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
            <source>Aucun index d'adresses : choisissez-en un pour avoir des propositions.</source>
            <translation>No address index: choose one to get suggestions.</translation>
        </message>
        <message>
            <source>Point actuel</source>
            <translation>Present point</translation>
        </message>
        <message>
            <source>sans texte</source>
            <translation>no text</translation>
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
            <source>{kind} ({territories}) : {inside} fait(s) dedans, dont {several} dans plusieurs ; {outside} hors de tous ; {unplaced} dont le lieu ne dit pas le territoire ; {changed} rattachement(s) changé(s).</source>
            <translation>{kind} ({territories}): {inside} incident(s) inside, {several} of them in several; {outside} outside all; {unplaced} whose place does not tell the territory; {changed} membership(s) changed.</translation>
        </message>
        <message>
            <source>Autre code</source>
            <translation>Other code</translation>
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
            <source>{n} polygone(s) au code déjà donné : comptés avec le premier.</source>
            <translation>{n} polygon(s) with a code given already: counted with the first.</translation>
        </message>
        <message>
            <source>{n} territoire(s) sans population : sans taux.</source>
            <translation>{n} territory(ies) without population: no rate.</translation>
        </message>
        <message>
            <source>{total} point(s) = {inside} dans les territoires + {outside} hors territoire + {unplaced} non localisé(s)</source>
            <translation>{total} point(s) = {inside} in the territories + {outside} outside + {unplaced} not located</translation>
        </message>
        <message>
            <source> − {twice} compté(s) plus d'une fois, dans des territoires qui se recouvrent ou se touchent</source>
            <translation> − {twice} counted more than once, in territories that overlap or touch</translation>
        </message>
        <message>
            <source>Hors territoire</source>
            <translation>Outside territories</translation>
        </message>
        <message>
            <source>Compté plusieurs fois (à ôter)</source>
            <translation>Counted more than once (to take off)</translation>
        </message>
        <message>
            <source>Un territoire n'a pas pu être écrit ({why}) : vérifiez le fichier de sortie.</source>
            <translation>A territory could not be written ({why}): check the output file.</translation>
        </message>
        <message>
            <source>Territoires non valides, réparés : {n}.</source>
            <translation>Invalid territories, repaired: {n}.</translation>
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
            <source>Quartier</source>
            <translation>Quarter</translation>
        </message>
        <message>
            <source>Autre territoire</source>
            <translation>Other territory</translation>
        </message>
        <message>
            <source>Localisé par</source>
            <translation>Located by</translation>
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
            <source>Revoir les lieux…</source>
            <translation>Review places…</translation>
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
            <source>Diffusion</source>
            <translation>Disclosure</translation>
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
            <source>Quartiers et autres territoires</source>
            <translation>Quarters and other territories</translation>
        </message>
        <message>
            <source>Décisions de lieu</source>
            <translation>Place decisions</translation>
        </message>
        <message>
            <source>Clé du lieu</source>
            <translation>Place key</translation>
        </message>
        <message>
            <source>Lieu tel qu'écrit</source>
            <translation>Place as written</translation>
        </message>
        <message>
            <source>Partenaire (vide : tous)</source>
            <translation>Partner (empty: all)</translation>
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
            <source>Quartiers</source>
            <translation>Quarters</translation>
        </message>
        <message>
            <source>Autres territoires</source>
            <translation>Other territories</translation>
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
            <source>Regroupements d'incidents</source>
            <translation>Clusters of incidents</translation>
        </message>
        <message>
            <source>Dessine les lieux où les incidents sont serrés, sans grille : un regroupement tient ensemble les incidents qui en ont au moins MIN_POINTS autour d'eux dans le rayon (DBSCAN, Ester et al., 1996). Pour chacun : nombre d'incidents (n), de positions distinctes (positions), surface et densité, nombre attendu si les incidents étaient répartis également (expected), probabilité qu'une carte de points jetés au hasard dans la zone en ait un aussi grand (p_value). Le nombre de regroupements que fait le hasard seul est annoncé.

Le contour est l'enveloppe des incidents, élargie de la moitié du rayon : il montre le lieu, il ne le délimite pas.

À éviter : avec des incidents situés à la rue, au quartier ou à la commune (un point arrondi est un regroupement à lui seul), en mêlant des sources qui ne comptent pas la même chose, sous 30 incidents, ou pour comparer deux périodes (les contours changent avec les données : prenez une grille). Le hasard suppose la zone habitable partout : une ville dépasse presque toujours ce hasard-là.</source>
            <translation>Draws the places where incidents are close together, without a grid: a cluster holds together the incidents that have at least MIN_POINTS around them within the radius (DBSCAN, Ester et al., 1996). For each: number of incidents (n), of distinct positions (positions), surface and density, number expected if incidents were spread evenly (expected), probability that a map of points thrown at random in the area has one as large (p_value). The number of clusters that chance alone makes is announced.

The outline is the hull of the incidents, widened by half the radius: it shows the place, it does not bound it.

Avoid: with incidents located to the street, neighbourhood or town (a rounded point is a cluster by itself), when mixing sources that do not count the same thing, under 30 incidents, or to compare two periods (outlines change with the data: take a grid). Chance supposes that the whole area can be lived in: a town nearly always exceeds that chance.</translation>
        </message>
        <message>
            <source>Nombre d'incidents</source>
            <translation>Number of incidents</translation>
        </message>
        <message>
            <source>Combien d'incidents, lui compris, un incident doit avoir dans le rayon pour faire un regroupement. Vide ou 0 : calculé, le plus petit que le hasard n'atteint presque jamais, et annoncé.</source>
            <translation>How many incidents, itself included, an incident must have within the radius to make a cluster. Empty or 0: computed, the smallest that chance almost never reaches, and announced.</translation>
        </message>
        <message>
            <source>Rayon (mètres)</source>
            <translation>Radius (metres)</translation>
        </message>
        <message>
            <source>En mètres. Vide ou 0 : calculé d'après le nombre d'incidents et la surface, et annoncé.</source>
            <translation>In metres. Empty or 0: computed from the number of incidents and the surface, and announced.</translation>
        </message>
        <message>
            <source>Nombre de cartes de points jetés au hasard : 99 donne une probabilité au centième.</source>
            <translation>Number of maps of points thrown at random: 99 gives a probability to the hundredth.</translation>
        </message>
        <message>
            <source>Cartes au hasard</source>
            <translation>Random maps</translation>
        </message>
        <message>
            <source>La même graine redonne exactement le même tirage.</source>
            <translation>The same seed gives exactly the same draw again.</translation>
        </message>
        <message>
            <source>Graine du tirage</source>
            <translation>Seed of the draw</translation>
        </message>
        <message>
            <source>Regroupements</source>
            <translation>Clusters</translation>
        </message>
        <message>
            <source>Un contour par regroupement : cluster, n, positions, area_ha, per_ha, expected, p_value et class.</source>
            <translation>One outline per cluster: cluster, n, positions, area_ha, per_ha, expected, p_value and class.</translation>
        </message>
        <message>
            <source>Incidents et leur regroupement</source>
            <translation>Incidents and their cluster</translation>
        </message>
        <message>
            <source>Les incidents et leurs champs, avec cluster (0 : aucun) et part (core, border, outside).</source>
            <translation>The incidents and their fields, with cluster (0: none) and part (core, border, outside).</translation>
        </message>
        <message>
            <source>Combien de lieux font l'essentiel des incidents ? Courbe de Lorenz (1905), coefficient de Gini, et Gini corrigé quand il y a peu d'incidents pour beaucoup de lieux (Bernasco et Steenbeek, 2017) : 0, également répartis ; près de 1, tous au même endroit. Part des lieux qui a 80 % des incidents (UNITS_FOR_80, de 0 à 1), et part des incidents des 20 % de lieux les plus touchés (TOP_20). Le même calcul sur des incidents jetés au hasard dit ce que vaudrait le Gini sans raison particulière.

Trois façons de compter : une couche de lieux (mailles, rues, polygones, points) et le champ de leur nombre ; une couche de lieux et une couche d'incidents (dans le polygone, ou au lieu le plus proche) ; des incidents seuls, comptés sur une grille. Les lieux sans incident comptent : ne les retirez pas de la couche.

À éviter : pour comparer des lieux de tailles très différentes (une longue avenue et une impasse), des incidents situés au quartier, ou sous 30 incidents. La concentration décrit la répartition ; elle ne dit pas qu'un lieu est dangereux.</source>
            <translation>How many places make most of the incidents? Lorenz curve (1905), Gini coefficient, and Gini corrected when there are few incidents for many places (Bernasco and Steenbeek, 2017): 0, evenly shared; near 1, all at one place. Share of the places that has 80 % of the incidents (UNITS_FOR_80, from 0 to 1), and share of the incidents in the 20 % of places that have most (TOP_20). The same computation on incidents thrown at random says what the Gini would be for no particular reason.

Three ways to count: a layer of places (cells, streets, polygons, points) and the field of their count; a layer of places and a layer of incidents (within the polygon, or at the nearest place); incidents alone, counted on a grid. Places without incident count: do not remove them from the layer.

Avoid: to compare places of very different sizes (a long avenue and a dead end), with incidents located at the neighbourhood, or under 30 incidents. Concentration describes how incidents are shared out; it does not say that a place is dangerous.</translation>
        </message>
        <message>
            <source>Mailles, rues, polygones ou points, vides compris. Sans elle, une grille est faite.</source>
            <translation>Cells, streets, polygons or points, empty ones included. Without it, a grid is made.</translation>
        </message>
        <message>
            <source>Champ du nombre</source>
            <translation>Count field</translation>
        </message>
        <message>
            <source>Nombre d'incidents de chaque lieu, n par exemple. Vide : compter des incidents.</source>
            <translation>Number of incidents of each place, n for instance. Empty: count incidents.</translation>
        </message>
        <message>
            <source>Points, un par incident, à compter dans les lieux ou sur une grille.</source>
            <translation>Points, one per incident, to count in the places or on a grid.</translation>
        </message>
        <message>
            <source>Incidents</source>
            <translation>Incidents</translation>
        </message>
        <message>
            <source>Côté d'un carré, en mètres, quand aucune couche de lieux n'est donnée.</source>
            <translation>Side of a square, in metres, when no layer of places is given.</translation>
        </message>
        <message>
            <source>Distance au lieu (mètres)</source>
            <translation>Distance to the place (metres)</translation>
        </message>
        <message>
            <source>Jusqu'où un incident compte pour la rue ou le point le plus proche, en mètres.</source>
            <translation>How far an incident counts for the nearest street or point, in metres.</translation>
        </message>
        <message>
            <source>Graine</source>
            <translation>Seed</translation>
        </message>
        <message>
            <source>Graine du hasard : la même redonne les mêmes tirages.</source>
            <translation>Seed of chance: the same one gives the same draws again.</translation>
        </message>
        <message>
            <source>Les lieux avec n, share (part des incidents), rank, cumulated (part cumulée) et class.</source>
            <translation>The places with n, share (of the incidents), rank, cumulated (cumulated share) and class.</translation>
        </message>
        <message>
            <source>Concentration</source>
            <translation>Concentration</translation>
        </message>
        <message>
            <source>Graphique</source>
            <translation>Chart</translation>
        </message>
        <message>
            <source>Page (*.html)</source>
            <translation>Page (*.html)</translation>
        </message>
        <message>
            <source>La courbe de Lorenz, à imprimer, avec ce qu'il faut en savoir.</source>
            <translation>The Lorenz curve, to print, with what must be known of it.</translation>
        </message>
        <message>
            <source>Points chauds émergents</source>
            <translation>Emerging hot spots</translation>
        </message>
        <message>
            <source>Dit comment les points chauds vont et viennent : la période est coupée en pas (mois…), Gi* (Ord et Getis, 1995) est calculé à chaque pas, corrigé pour toute la carte de ce pas (Benjamini et Hochberg, 1995), et sa tendance est testée (Mann, 1945 ; Kendall, 1975). Chaque maille est comparée à la carte du même pas : une hausse de toute la ville n'en fait pas un point chaud.

Classes (celles d'Esri), une par maille, du dernier pas vers le passé : hot_new (chaude au dernier pas, jamais avant), hot_consecutive (aux derniers pas, jamais avant), hot_intensifying, hot_persistent, hot_diminishing (à 90 % des pas ou plus, et Gi* monte, ne bouge pas, baisse), hot_sporadic (par moments), hot_oscillating (elle a aussi été froide), hot_historical (à 90 % des pas, plus au dernier), les mêmes en cold_, et none.

À éviter : sous dix pas ou avec peu d'incidents par maille ; quand une saison ou un changement de déclaration explique le mouvement ; avec un pas plus fin que les dates (des dates au mois refusent un pas de semaines ou de jours). Une classe se lit « peu compatible avec le hasard », jamais « danger », et ne prédit pas la suite.</source>
            <translation>Says how hot spots come and go: the period is cut into steps (months…), Gi* (Ord and Getis, 1995) is computed at each step, corrected for the whole map of that step (Benjamini and Hochberg, 1995), and its trend is tested (Mann, 1945; Kendall, 1975). Each cell is compared with the map of the same step: a rise of the whole town makes no hot spot.

Classes (those of Esri), one per cell, from the last step backwards: hot_new (hot at the last step, never before), hot_consecutive (at the last steps, never before), hot_intensifying, hot_persistent, hot_diminishing (at 90 % of the steps or more, and Gi* rises, stays, falls), hot_sporadic (now and then), hot_oscillating (it has been cold too), hot_historical (at 90 % of the steps, no longer at the last), the same with cold_, and none.

Avoid: under ten steps or with few incidents per cell; when a season or a change in reporting explains the movement; with a step finer than the dates (dates known to the month refuse steps of weeks or days). A class reads “hardly compatible with chance”, never “danger”, and does not predict what follows.</translation>
        </message>
        <message>
            <source>Champ de la date</source>
            <translation>Date field</translation>
        </message>
        <message>
            <source>Date, date et heure, ou texte (31/12/2024, 2024-12-31, 2024-12), sans les heures.</source>
            <translation>Date, date and time, or text (31/12/2024, 2024-12-31, 2024-12), without the hours.</translation>
        </message>
        <message>
            <source>mois, trimestre, an, semaine (du lundi), ou un nombre de jours, 30 : comptés depuis la fin.</source>
            <translation>mois, trimestre, an, semaine (month, quarter, year, week from Monday), or a number of days, 30: counted from the end.</translation>
        </message>
        <message>
            <source>Pas de temps</source>
            <translation>Time step</translation>
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
            <source>Carrés (8 voisins) ou hexagones (6 voisins).</source>
            <translation>Squares (8 neighbours) or hexagons (6 neighbours).</translation>
        </message>
        <message>
            <source>Forme des mailles</source>
            <translation>Cell shape</translation>
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
            <source>Les mailles avec n, n_last, hot_steps, cold_steps, z_last, trend_z, trend_p et class.</source>
            <translation>The cells with n, n_last, hot_steps, cold_steps, z_last, trend_z, trend_p and class.</translation>
        </message>
        <message>
            <source>Cube</source>
            <translation>Cube</translation>
        </message>
        <message>
            <source>Une table, une ligne par maille et par pas : n, gi_star, p_value, q_value.</source>
            <translation>A table, one row per cell and step: n, gi_star, p_value, q_value.</translation>
        </message>
        <message>
            <source>Pas</source>
            <translation>Steps</translation>
        </message>
        <message>
            <source>Incidents comptés</source>
            <translation>Incidents counted</translation>
        </message>
        <message>
            <source>Points chauds à l'épreuve (PAI, PEI, RRI)</source>
            <translation>Hot spots put to the test (PAI, PEI, RRI)</translation>
        </message>
        <message>
            <source>Les points chauds d'une période tiennent-ils à la suivante ? Les mailles sont classées sur la première période seulement, puis on compte ce qu'elles contiennent de la seconde : part des incidents (hit_rate) ; PAI, cette part divisée par la part de surface (Chainey, Tompson et Uhlig, 2008), 1 au hasard, avec son intervalle à 95 % ; PEI, le PAI divisé par le meilleur possible sur la même surface (Hunt, 2016) ; RRI, part des incidents après sur part avant, 1 quand les mailles ont gardé la leur (Levine, 2008). La table compare trois classements (nombre, densité, Gi*) sur plusieurs parts de surface, et les classes de la grille de points chauds.

Le PAI grandit quand la surface diminue : comparez deux méthodes à surface égale, jamais deux villes.

À éviter : si un partenaire a changé sa façon de déclarer entre les deux périodes, si une action a été menée dans les mailles (le PAI baisse quand elle réussit), sous 30 incidents par période, ou avec des incidents situés au quartier. Ce bilan dit si la carte décrit des lieux durables ; il ne prédit rien sur des personnes.</source>
            <translation>Do the hot spots of one period hold in the next? Cells are ranked on the first period only, then what they hold of the second is counted: share of the incidents (hit_rate); PAI, that share divided by the share of the surface (Chainey, Tompson and Uhlig, 2008), 1 by chance, with its 95% interval; PEI, the PAI divided by the best possible one on the same surface (Hunt, 2016); RRI, share of the incidents after over share before, 1 when the cells have kept theirs (Levine, 2008). The table compares three rankings (count, density, Gi*) over several shares of the surface, and the classes of the hot-spot grid.

PAI grows when the surface shrinks: compare two methods on the same surface, never two towns.

Avoid: if a partner has changed the way it reports between the two periods, if an action took place in the cells (PAI falls when it succeeds), under 30 incidents per period, or with incidents located to the neighbourhood. This tells whether the map describes lasting places; it predicts nothing about persons.</translation>
        </message>
        <message>
            <source>Date, date et heure, mois, ou texte (31/12/2024, 2024-12-31). Les heures ne servent pas.</source>
            <translation>Date, date and time, month, or text (31/12/2024, 2024-12-31). Hours are not used.</translation>
        </message>
        <message>
            <source>Début de la seconde période</source>
            <translation>Start of the second period</translation>
        </message>
        <message>
            <source>Premier jour de la seconde période. Vide : calculé, aux trois quarts de la durée, et annoncé.</source>
            <translation>First day of the second period. Empty: computed, at three quarters of the time, and announced.</translation>
        </message>
        <message>
            <source>Côté d'un carré, en mètres. 0 : calculé, et annoncé.</source>
            <translation>Side of a square, in metres. 0: computed, and announced.</translation>
        </message>
        <message>
            <source>Densité</source>
            <translation>Density</translation>
        </message>
        <message>
            <source>Gi*</source>
            <translation>Gi*</translation>
        </message>
        <message>
            <source>Classe de point chaud (95 %)</source>
            <translation>Hot-spot class (95%)</translation>
        </message>
        <message>
            <source>Mailles retenues d'après</source>
            <translation>Cells kept by</translation>
        </message>
        <message>
            <source>Ce qui classe les mailles pour la réponse et la carte : count, kde, gi_star, ou class (les mailles de classe hot_95 et hot_99, quelle que soit leur surface). La table les compare toutes.</source>
            <translation>What ranks the cells for the answer and the map: count, kde, gi_star, or class (the cells of class hot_95 and hot_99, whatever their surface). The table compares them all.</translation>
        </message>
        <message>
            <source>Part de la surface retenue, en pour cent : autant de mailles entières qu'il en tient.</source>
            <translation>Share of the surface kept, in per cent: as many whole cells as fit in it.</translation>
        </message>
        <message>
            <source>Part de surface (%)</source>
            <translation>Share of the surface (%)</translation>
        </message>
        <message>
            <source>Rayon de la densité (mètres)</source>
            <translation>Density radius (metres)</translation>
        </message>
        <message>
            <source>Vide ou 0 : calculé sur la première période, et annoncé.</source>
            <translation>Empty or 0: computed on the first period, and announced.</translation>
        </message>
        <message>
            <source>Mesures</source>
            <translation>Measures</translation>
        </message>
        <message>
            <source>Par classement et part de surface : cells, area_km2, n_before, n_after, hit_rate, pai, pei et rri.</source>
            <translation>By ranking and share of the surface: cells, area_km2, n_before, n_after, hit_rate, pai, pei and rri.</translation>
        </message>
        <message>
            <source>Mailles retenues</source>
            <translation>Cells kept</translation>
        </message>
        <message>
            <source>Les mailles, avec n_before, n_after, kde, gi_star, class et selected (hot, other).</source>
            <translation>The cells, with n_before, n_after, kde, gi_star, class and selected (hot, other).</translation>
        </message>
        <message>
            <source>La courbe des incidents retrouvés selon la surface, à imprimer, avec ce qu'il faut en savoir.</source>
            <translation>The curve of incidents found again by surface, to print, with what must be known of it.</translation>
        </message>
        <message>
            <source>Évolution entre deux périodes</source>
            <translation>Change between two periods</translation>
        </message>
        <message>
            <source>Compare deux périodes, lieu par lieu : le nombre a-t-il changé plus que le hasard ne l'explique ? Test exact de deux moyennes de Poisson (E-test, Krishnamoorthy et Thomson, 2004), qui tient compte de la durée de chaque période ; probabilité (p_value), corrigée pour toute la carte (q_value, Benjamini et Hochberg, 1995) ; classe (increase_99, increase_95, increase_90, not_significant, decrease_90, decrease_95, decrease_99). expected_after : le nombre d'avant ramené à la durée d'après. change_percent : vide quand l'un des deux nombres est sous 10.

Une hausse se lit « peu compatible avec le hasard » : elle ne dit ni pourquoi, ni « danger ». Chaque lieu est comparé à lui-même, pas à la ville : une hausse générale colore beaucoup de lieux.

À éviter : si un partenaire a changé sa façon de déclarer entre les deux périodes, si elles ne couvrent pas les mêmes mois (la saison seule fait monter ou baisser), si les sources ne sont pas les mêmes, ou sous 30 incidents en tout (faites une liste). Pour juger une action, il faut aussi une zone témoin.</source>
            <translation>Compares two periods, place by place: has the count changed more than chance explains? Exact test of two Poisson means (E-test, Krishnamoorthy and Thomson, 2004), which allows for the length of each period; probability (p_value), corrected for the whole map (q_value, Benjamini and Hochberg, 1995); class (increase_99, increase_95, increase_90, not_significant, decrease_90, decrease_95, decrease_99). expected_after: the count before, at the length of the period after. change_percent: empty when either count is under 10.

An increase reads “hardly compatible with chance”: it says neither why, nor “danger”. Each place is compared with itself, not with the town: a general rise colours many places.

Avoid: if a partner has changed its way of reporting between the two periods, if they do not cover the same months (the season alone makes counts rise or fall), if the sources are not the same, or under 30 incidents in all (make a list). To judge an action, a control area is needed too.</translation>
        </message>
        <message>
            <source>Incidents d'avant</source>
            <translation>Incidents before</translation>
        </message>
        <message>
            <source>Incidents d'après</source>
            <translation>Incidents after</translation>
        </message>
        <message>
            <source>Grille, quartiers, QPV : les polygones où compter ; ils gardent leurs champs. Vide : grille.</source>
            <translation>Grid, neighbourhoods, QPV: the polygons to count in; they keep their fields. Empty: a grid.</translation>
        </message>
        <message>
            <source>Polygones où compter</source>
            <translation>Polygons to count in</translation>
        </message>
        <message>
            <source>Côté d'un carré, en mètres, quand aucun polygone n'est donné.</source>
            <translation>Side of a square, in metres, when no polygon is given.</translation>
        </message>
        <message>
            <source>Durée d'avant (jours)</source>
            <translation>Length before (days)</translation>
        </message>
        <message>
            <source>Durée d'après (jours)</source>
            <translation>Length after (days)</translation>
        </message>
        <message>
            <source>Nombre de jours de la période. Les deux vides : périodes de même durée, et c'est dit.</source>
            <translation>Number of days of the period. Both empty: periods of the same length, and it is said.</translation>
        </message>
        <message>
            <source>Les lieux avec n_before, n_after, expected_after, change_percent, p_value, q_value et class.</source>
            <translation>The places with n_before, n_after, expected_after, change_percent, p_value, q_value and class.</translation>
        </message>
        <message>
            <source>Évolution</source>
            <translation>Change</translation>
        </message>
        <message>
            <source>Grille de points chauds</source>
            <translation>Hot-spot grid</translation>
        </message>
        <message>
            <source>Compte les incidents par maille et dit où ils se concentrent plus que le hasard ne l'explique : nombre (n), densité par km² (kde), Gi* (Ord et Getis, 1995), probabilité (p_value), probabilité corrigée pour toute la carte (q_value, Benjamini et Hochberg, 1995), celle qui tient compte aussi de l'asymétrie des petits nombres (q_class, Wilson et Hilferty, 1931) et la classe qu'elle donne (hot_99, hot_95, hot_90, not_significant, cold_90, cold_95, cold_99). Une classe se lit « concentration peu compatible avec le hasard », jamais « danger ».

À éviter : sous 30 incidents (faites une liste), avec des incidents situés au quartier ou à la commune, ou en mêlant des sources qui ne comptent pas la même chose. Sous 5 incidents par maille, demandez des tirages (999). Sans population, les quartiers peuplés sortent d'abord.</source>
            <translation>Counts incidents per cell and says where they concentrate more than chance explains: number (n), density per km² (kde), Gi* (Ord and Getis, 1995), probability (p_value), probability corrected for the whole map (q_value, Benjamini and Hochberg, 1995), the one that also accounts for the skewness of small numbers (q_class, Wilson and Hilferty, 1931) and the class it gives (hot_99, hot_95, hot_90, not_significant, cold_90, cold_95, cold_99). A class reads “concentration hardly compatible with chance”, never “danger”.

Avoid it: under 30 incidents (make a list), with incidents located to the quarter or the town, or when mixing sources that do not count the same thing. Under 5 incidents per cell, ask for permutations (999). Without a population, populous quarters come out first.</translation>
        </message>
        <message>
            <source>Grille ou polygones</source>
            <translation>Grid or polygons</translation>
        </message>
        <message>
            <source>Une grille ou des quartiers où compter, au lieu de mailles nouvelles ; leurs champs sont gardés, et Gi* compare chaque polygone à ceux qui le touchent.</source>
            <translation>A grid or quarters to count in, instead of new cells; their fields are kept, and Gi* compares each polygon with those that touch it.</translation>
        </message>
        <message>
            <source>Jusqu'où un incident compte dans la densité. Vide ou 0 : calculé, et annoncé.</source>
            <translation>How far an incident counts in the density. Empty or 0: computed, and announced.</translation>
        </message>
        <message>
            <source>Mailles avec cell_id, col, row, area_share (part de la maille dans la zone), n, kde, gi_star, p_value, q_value, q_class et class ; selon ce qui est demandé weight, exposure, rate, robustness.</source>
            <translation>Cells with cell_id, col, row, area_share (part of the cell in the area), n, kde, gi_star, p_value, q_value, q_class and class; according to what is asked weight, exposure, rate, robustness.</translation>
        </message>
        <message>
            <source>Raster de la densité</source>
            <translation>Raster of the density</translation>
        </message>
        <message>
            <source>GeoTIFF de la densité par km², sans donnée hors de la zone d'étude.</source>
            <translation>GeoTIFF of the density per km², no data outside the study area.</translation>
        </message>
        <message>
            <source>Taille de maille (mètres)</source>
            <translation>Cell size (metres)</translation>
        </message>
        <message>
            <source>Côté d'un carré, ou largeur d'un hexagone entre deux côtés opposés, en mètres. Vide ou 0 : calculée pour environ 5 incidents par maille, entre 100 et 500 m (50 m dans un petit quartier), et annoncée.</source>
            <translation>Side of a square, or width of a hexagon between two opposite sides, in metres. Empty or 0: computed for about 5 incidents per cell, between 100 and 500 m (50 m in a small quarter), and announced.</translation>
        </message>
        <message>
            <source>Anneaux de voisins</source>
            <translation>Rings of neighbours</translation>
        </message>
        <message>
            <source>Gi* compare une maille et ses voisines au reste : 1, celles qui la touchent ; 2, leurs voisines aussi…</source>
            <translation>Gi* compares a cell and its neighbours with the rest: 1, those that touch it; 2, their neighbours too…</translation>
        </message>
        <message>
            <source>Distance de voisinage (mètres)</source>
            <translation>Neighbourhood distance (metres)</translation>
        </message>
        <message>
            <source>Au lieu des anneaux : sont voisines les mailles dont les centres sont à cette distance ou moins.</source>
            <translation>Instead of rings: cells are neighbours when their centres are this far apart or less.</translation>
        </message>
        <message>
            <source>Champ qui porte la date, pour choisir une période. Vide : began_at, celui de l'observatoire.</source>
            <translation>Field that holds the date, to choose a period. Empty: began_at, the observatory's own.</translation>
        </message>
        <message>
            <source>Du</source>
            <translation>From</translation>
        </message>
        <message>
            <source>Premier jour de la période, compté (2024-01-01). Vide : depuis le début.</source>
            <translation>First day of the period, counted (2024-01-01). Empty: from the beginning.</translation>
        </message>
        <message>
            <source>Au</source>
            <translation>To</translation>
        </message>
        <message>
            <source>Dernier jour de la période, compté (2024-12-31). Vide : jusqu'à la fin. Un fait daté au mois n'est gardé que si tout son mois est dans la période.</source>
            <translation>Last day of the period, counted (2024-12-31). Empty: to the end. An incident dated to the month is kept only if its whole month is in the period.</translation>
        </message>
        <message>
            <source>Champ de la catégorie</source>
            <translation>Category field</translation>
        </message>
        <message>
            <source>Champ qui porte la catégorie. Vide : category, celui de l'observatoire.</source>
            <translation>Field that holds the category. Empty: category, the observatory's own.</translation>
        </message>
        <message>
            <source>Codes séparés par des virgules (TRA3, DEG4), ou familles entières (TRA, DEG). Vide : toutes.</source>
            <translation>Codes separated by commas (TRA3, DEG4), or whole families (TRA, DEG). Empty: all.</translation>
        </message>
        <message>
            <source>Poids des incidents</source>
            <translation>Weight of the incidents</translation>
        </message>
        <message>
            <source>Champ numérique qui dit pour combien compte chaque incident, 0 ou plus. Vide : 1 chacun.</source>
            <translation>Numeric field that says how much each incident counts for, 0 or more. Empty: 1 each.</translation>
        </message>
        <message>
            <source>Carreaux, quartiers ou points qui portent une population (ou des logements…) : Gi* est alors calculé sur les taux pour 1 000. Les polygones sont répartis dans les mailles au prorata des surfaces.</source>
            <translation>Squares, quarters or points that carry a population (or dwellings…): Gi* is then computed on rates per 1,000. Polygons are shared among the cells in proportion to area.</translation>
        </message>
        <message>
            <source>Champ de la population</source>
            <translation>Population field</translation>
        </message>
        <message>
            <source>Champ numérique de la population, dans la couche précédente.</source>
            <translation>Numeric field of the population, in the layer above.</translation>
        </message>
        <message>
            <source>Population minimale d'une maille</source>
            <translation>Least population of a cell</translation>
        </message>
        <message>
            <source>Sous ce nombre, une maille n'a ni taux ni classe : un incident pour trois habitants ne veut rien dire.</source>
            <translation>Under this number, a cell has neither rate nor class: one incident for three inhabitants means nothing.</translation>
        </message>
        <message>
            <source>Tirages au hasard</source>
            <translation>Random permutations</translation>
        </message>
        <message>
            <source>0 : loi normale, immédiate. 999 : probabilités tirées de 999 cartes où les incidents sont replacés au hasard (au prorata des surfaces, ou de la population) ; à demander sous 5 incidents par maille.</source>
            <translation>0: normal law, immediate. 999: probabilities from 999 maps where the incidents are put back at random (in proportion to area, or to population); ask for it under 5 incidents per cell.</translation>
        </message>
        <message>
            <source>Graine des tirages</source>
            <translation>Seed of the permutations</translation>
        </message>
        <message>
            <source>La même graine redonne exactement le même résultat.</source>
            <translation>The same seed gives exactly the same result again.</translation>
        </message>
        <message>
            <source>Robustesse (9 grilles)</source>
            <translation>Robustness (9 grids)</translation>
        </message>
        <message>
            <source>Ajoute un champ robustness : la part de 9 grilles (3 tailles de maille × 3 décalages) où le lieu reste un point chaud. Un lieu qui ne l'est que sur une grille sur neuf ne l'est pas vraiment. Neuf fois plus long.</source>
            <translation>Adds a field robustness: the share of 9 grids (3 cell sizes × 3 offsets) on which the place stays a hot spot. A place that is one on a single grid out of nine is not really one. Nine times longer.</translation>
        </message>
        <message>
            <source>Résumé à lire (HTML)</source>
            <translation>Summary to read (HTML)</translation>
        </message>
        <message>
            <source>Résumé pour un programme (JSON)</source>
            <translation>Summary for a program (JSON)</translation>
        </message>
        <message>
            <source>Période, nombres, méthode, paramètres, avertissements et nombre de mailles par classe.</source>
            <translation>Period, numbers, method, parameters, warnings and number of cells per class.</translation>
        </message>
        <message>
            <source>Points chauds par territoire</source>
            <translation>Hot spots by territory</translation>
        </message>
        <message>
            <source>Pour chaque QPV (ou autre territoire) : nombre d'incidents et taux pour 1 000 habitants, avec leurs intervalles de Poisson exacts à 95 % (Garwood, 1936) ; rapport de son taux à celui d'un anneau de 300 m autour, et à celui du reste de la ville, avec leurs intervalles exacts (Przyborowski et Wilenski, 1940) ; part de sa surface et de ses incidents dans des mailles chaudes. Sous 30 incidents, le territoire a une liste et pas de part en points chauds.

À éviter : pour classer des quartiers ; sans population, un rapport par km² dit surtout où l'on habite. Un rapport dont l'intervalle contient 1 ne dit rien.</source>
            <translation>For each QPV (or other territory): number of incidents and rate per 1,000 inhabitants, with their exact 95 % Poisson intervals (Garwood, 1936); ratio of its rate to that of a ring of 300 m around it, and to that of the rest of the town, with their exact intervals (Przyborowski and Wilenski, 1940); share of its area and of its incidents in hot cells. Under 30 incidents, the territory has a list and no share of hot spots.

Avoid it: to rank quarters; without a population, a ratio per km² mostly tells where people live. A ratio whose interval contains 1 says nothing.</translation>
        </message>
        <message>
            <source>QPV, quartiers, groupes territoriaux ; les polygones de même code sont un seul territoire.</source>
            <translation>QPV, quarters, territorial groups; polygons of one code are one territory.</translation>
        </message>
        <message>
            <source>Champ du code</source>
            <translation>Code field</translation>
        </message>
        <message>
            <source>Code du territoire, code_qp par exemple.</source>
            <translation>Code of the territory, code_qp for instance.</translation>
        </message>
        <message>
            <source>Champ du nom</source>
            <translation>Name field</translation>
        </message>
        <message>
            <source>Nom recopié dans name.</source>
            <translation>Name copied to name.</translation>
        </message>
        <message>
            <source>Population officielle</source>
            <translation>Official population</translation>
        </message>
        <message>
            <source>Habitants du territoire, pour son taux. Vide : tirés de la couche de population, s'il y en a une.</source>
            <translation>Inhabitants of the territory, for its rate. Empty: taken from the population layer, if there is one.</translation>
        </message>
        <message>
            <source>Largeur de l'anneau (mètres)</source>
            <translation>Width of the ring (metres)</translation>
        </message>
        <message>
            <source>Le territoire est comparé à ce qui l'entoure sur cette largeur, dans la zone d'étude.</source>
            <translation>The territory is compared with what surrounds it over this width, inside the study area.</translation>
        </message>
        <message>
            <source>Points chauds déjà calculés</source>
            <translation>Hot spots already computed</translation>
        </message>
        <message>
            <source>Mailles de « Grille de points chauds » (champ class). Vide : calculées ici, avec la taille qui suit.</source>
            <translation>Cells of “Hot-spot grid” (field class). Empty: computed here, with the size that follows.</translation>
        </message>
        <message>
            <source>Territoires comparés</source>
            <translation>Territories compared</translation>
        </message>
        <message>
            <source>Territoires avec n, rate, ratio_ring, ratio_rest (et _low, _high), hot_area, hot_incidents et class.</source>
            <translation>Territories with n, rate, ratio_ring, ratio_rest (and _low, _high), hot_area, hot_incidents and class.</translation>
        </message>
        <message>
            <source>Liste des petits territoires</source>
            <translation>List of the small territories</translation>
        </message>
        <message>
            <source>Jour, catégorie et source des incidents des territoires de moins de 30 incidents, sans leur place.</source>
            <translation>Day, category and source of the incidents of territories with fewer than 30 incidents, without their place.</translation>
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
            <source>Ressemblance entre voisins (I de Moran local)</source>
            <translation>Likeness of neighbours (local Moran's I)</translation>
        </message>
        <message>
            <source>Dit, pour chaque polygone (quartier, IRIS, maille), si sa valeur et celles de ses voisins vont ensemble plus que le hasard ne l'explique : I de Moran local (Anselin, 1995), z, probabilité (p_value), corrigée pour toute la carte (q_value, Benjamini et Hochberg, 1995) et quadrant : HH (valeur haute, voisins hauts), BB (bas, bas), HB (haute parmi des bas), BH (basse parmi des hauts). class répète le quadrant où q est sous 5 %. Probabilité analytique (Sokal et al., 1998) ou, avec PERMUTATIONS, par tirage au sort. Le I de toute la carte est donné aussi (Moran, 1950 ; Cliff et Ord, 1981).

Une classe se lit « regroupement peu compatible avec le hasard », jamais « danger ».

À éviter : sur un nombre brut quand les polygones n'ont ni la même taille ni la même population (prenez un taux), sous 30 polygones, sur des taux calculés avec très peu d'habitants, ou pour des incidents connus à l'adresse (prenez la grille de points chauds).</source>
            <translation>Says, for each polygon (neighbourhood, census block, cell), whether its value and those of its neighbours go together more than chance explains: local Moran's I (Anselin, 1995), z, probability (p_value), corrected for the whole map (q_value, Benjamini and Hochberg, 1995) and quadrant: HH (high value, high neighbours), BB (low, low), HB (high among low ones), BH (low among high ones). class repeats the quadrant where q is under 5%. Analytic probability (Sokal et al., 1998) or, with PERMUTATIONS, by random draw. The I of the whole map is given too (Moran, 1950; Cliff and Ord, 1981).

A class reads “grouping hardly compatible with chance”, never “danger”.

Avoid: on a raw count when the polygons have neither the same size nor the same population (take a rate), under 30 polygons, on rates computed with very few inhabitants, or for incidents known to the address (take the hot-spot grid).</translation>
        </message>
        <message>
            <source>Polygones</source>
            <translation>Polygons</translation>
        </message>
        <message>
            <source>Quartiers, IRIS, mailles… ; ceux qui ne sont pas valides sont réparés pour le calcul, et c'est dit.</source>
            <translation>Neighbourhoods, census blocks, cells…; invalid ones are repaired for the computation, and it is said.</translation>
        </message>
        <message>
            <source>Valeur</source>
            <translation>Value</translation>
        </message>
        <message>
            <source>Champ de nombres : un taux de préférence. Un polygone sans valeur est laissé de côté, et c'est dit.</source>
            <translation>Field of numbers, preferably a rate. A polygon without a value is left out, and it is said.</translation>
        </message>
        <message>
            <source>Un bord ou un coin en commun (queen)</source>
            <translation>An edge or a corner in common (queen)</translation>
        </message>
        <message>
            <source>Un bord en commun (rook)</source>
            <translation>An edge in common (rook)</translation>
        </message>
        <message>
            <source>Distance des centres</source>
            <translation>Distance of centres</translation>
        </message>
        <message>
            <source>Qui est voisin</source>
            <translation>Who is a neighbour</translation>
        </message>
        <message>
            <source>Deux polygones qui se touchent (queen, 0), qui partagent un bord (rook, 1), ou dont les centres sont proches (distance, 2). Les petits vides du tracé sont pardonnés ; la tolérance est annoncée.</source>
            <translation>Two polygons that touch (queen, 0), share an edge (rook, 1), or whose centres are near (distance, 2). Small gaps in the drawing are forgiven; the tolerance is announced.</translation>
        </message>
        <message>
            <source>Pour les voisins par distance. Vide ou 0 : la plus petite où chaque polygone a un voisin, annoncée.</source>
            <translation>For neighbours by distance. Empty or 0: the smallest at which every polygon has a neighbour, announced.</translation>
        </message>
        <message>
            <source>Permutations</source>
            <translation>Permutations</translation>
        </message>
        <message>
            <source>0 : probabilité analytique. 999 : probabilité par tirage au sort des autres valeurs, plus sûre quand les nombres sont petits ou quelques polygones très loin des autres.</source>
            <translation>0: analytic probability. 999: probability by drawing the other values at random, safer when numbers are small or a few polygons are very far from the others.</translation>
        </message>
        <message>
            <source>Ressemblance entre voisins</source>
            <translation>Likeness of neighbours</translation>
        </message>
        <message>
            <source>Les polygones et leurs champs, avec neighbours, local_i, z, p_value, q_value, quadrant et class.</source>
            <translation>The polygons and their fields, with neighbours, local_i, z, p_value, q_value, quadrant and class.</translation>
        </message>
        <message>
            <source>Après un fait, en survient-il d'autres tout près et peu après, plus que le hasard n'en donne ? Table de Knox (Knox, 1964 ; Townsley, Homel et Chaseling, 2003) : pour chaque tranche de distance et de jours, le nombre de paires de faits (observed), celui qu'on attendrait si les dates n'avaient rien à voir avec les lieux (expected), leur rapport (ratio) et la probabilité d'en voir autant par hasard (p_value), par permutation des dates.

Tranches [de, à) : la borne basse est comprise, la haute non. L'écart de temps est la différence des dates du calendrier, sans les heures : 0, le même jour.

À éviter : avec des dates au mois (l'algorithme les refuse), des faits situés au quartier ou au centre de la rue (ils paraissent au même endroit), moins de quelques centaines de faits, ou des catégories mêlées. Une tranche qui ressort décrit le passé des lieux ; elle ne prédit rien sur des personnes.</source>
            <translation>After an incident, do others come close by and soon after, more than chance gives? Knox table (Knox, 1964; Townsley, Homel and Chaseling, 2003): for each band of distance and of days, the number of pairs of incidents (observed), the one expected if dates had nothing to do with places (expected), their ratio (ratio) and the probability of seeing as many by chance (p_value), by permutation of the dates.

Bands [from, to): the lower bound is included, the upper one is not. The gap in time is the difference of calendar dates, without the hours: 0 is the same day.

Avoid: with dates known to the month (the algorithm refuses them), incidents located at the neighbourhood or at the middle of the street (they seem to be at one place), fewer than a few hundred incidents, or mixed categories. A band that stands out describes the past of places; it predicts nothing about persons.</translation>
        </message>
        <message>
            <source>Date, date et heure, ou texte (31/12/2024, 2024-12-31). Les heures ne servent pas.</source>
            <translation>Date, date and time, or text (31/12/2024, 2024-12-31). Hours are not used.</translation>
        </message>
        <message>
            <source>Bornes en mètres : 0,100,200 fait [0, 100) et [100, 200). Un dernier « inf » : sans fin.</source>
            <translation>Bounds in metres: 0,100,200 makes [0, 100) and [100, 200). A last “inf”: without end.</translation>
        </message>
        <message>
            <source>Tranches de distance (mètres)</source>
            <translation>Distance bands (metres)</translation>
        </message>
        <message>
            <source>Bornes en jours entiers : 0,7,14 fait [0, 7) et [7, 14). Un dernier « inf » : sans fin.</source>
            <translation>Bounds in whole days: 0,7,14 makes [0, 7) and [7, 14). A last “inf”: without end.</translation>
        </message>
        <message>
            <source>À vol d'oiseau</source>
            <translation>As the crow flies</translation>
        </message>
        <message>
            <source>Manhattan (est-ouest plus nord-sud)</source>
            <translation>Manhattan (east-west plus north-south)</translation>
        </message>
        <message>
            <source>À vol d'oiseau, ou le long des axes, comme des rues à angle droit (euclidean ou manhattan).</source>
            <translation>As the crow flies, or along the axes, like streets at right angles (euclidean or manhattan).</translation>
        </message>
        <message>
            <source>Distance</source>
            <translation>Distance</translation>
        </message>
        <message>
            <source>Nombre de permutations des dates : 999 donne une probabilité au millième.</source>
            <translation>Number of permutations of the dates: 999 gives a probability to the thousandth.</translation>
        </message>
        <message>
            <source>Graine du hasard : la même redonne les mêmes probabilités.</source>
            <translation>Seed of chance: the same one gives the same probabilities again.</translation>
        </message>
        <message>
            <source>Par tranche : distance_from et _to, days_from et _to, observed, expected, ratio et p_value.</source>
            <translation>Per band: distance_from and _to, days_from and _to, observed, expected, ratio and p_value.</translation>
        </message>
        <message>
            <source>Table de Knox</source>
            <translation>Knox table</translation>
        </message>
        <message>
            <source>Paires</source>
            <translation>Pairs</translation>
        </message>
        <message>
            <source>Une ligne par paire des tranches qui ont une fin, du premier fait à sa répétition.</source>
            <translation>One line per pair of the bands that have an end, from the first incident to its repeat.</translation>
        </message>
        <message>
            <source>La table en image, à imprimer, avec ce qu'il faut en savoir.</source>
            <translation>The table as a picture, to print, with what must be known of it.</translation>
        </message>
        <message>
            <source>Indice du plus proche voisin</source>
            <translation>Nearest neighbour index</translation>
        </message>
        <message>
            <source>Dit en un nombre si les incidents sont plus proches les uns des autres que des points jetés au hasard dans la zone : la distance moyenne à l'incident le plus proche, divisée par celle du hasard (Clark et Evans, 1954). Sous 1 : regroupés ; vers 1 : compatibles avec le hasard ; au-dessus de 1 : régulièrement espacés. Donné aussi avec la correction de bord de Donnelly (1978), et sur les positions distinctes quand des incidents sont exactement au même endroit.

Il ne dit ni où ni pourquoi : une ville n'est pas un terrain vide, des incidents qui suivent les rues et les logements sont presque toujours « regroupés ». Pour savoir où, prenez la grille de points chauds ou les regroupements.

À éviter : sans le contour exact de la zone (l'indice dépend de sa surface), avec des incidents situés à la rue, au quartier ou à la commune, sous 30 incidents, ou pour comparer deux villes ou deux zones de surfaces différentes.</source>
            <translation>Says in one number whether incidents are nearer to one another than points thrown at random in the area: the mean distance to the nearest incident, divided by that of chance (Clark and Evans, 1954). Under 1: clustered; about 1: compatible with chance; above 1: evenly spaced. Also given with the edge correction of Donnelly (1978), and on distinct positions when incidents are exactly at the same place.

It says neither where nor why: a town is not an empty field, incidents that follow streets and homes are nearly always “clustered”. To know where, take the hot-spot grid or the clusters.

Avoid: without the exact outline of the area (the index depends on its surface), with incidents located to the street, neighbourhood or town, under 30 incidents, or to compare two towns or two areas of different surfaces.</translation>
        </message>
        <message>
            <source>Contour de la commune ou des quartiers : là où un incident pouvait se produire et être connu. Sans elle, le rectangle des incidents, et un avertissement : le résultat en dépend.</source>
            <translation>Outline of the town or of neighbourhoods: where an incident could happen and be known. Without it, the rectangle of the incidents, and a warning: the result depends on it.</translation>
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
            <source>Un profil livré reconnaît ce fichier ({name}) : l'import s'en sert si PROFILE reste vide.</source>
            <translation>A profile of the plugin recognises this file ({name}): the import uses it when PROFILE is left empty.</translation>
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
            <source>Fabriquer l'index d'adresses</source>
            <translation>Build the address index</translation>
        </message>
        <message>
            <source>Range les adresses de la commune dans un seul fichier, que « Géolocaliser des adresses » lit sans internet. Donnez une ou plusieurs Bases Adresses Nationales (BAN, adresse.data.gouv.fr) ou Locales (BAL 1.3), telles que téléchargées. Refaites-le quand la base change : une voie qui n'y est pas reste sans point.</source>
            <translation>Puts the addresses of the town in one file, which “Geocode addresses” reads without internet. Give one or more national (BAN, adresse.data.gouv.fr) or local (BAL 1.3) address bases, as downloaded. Build it again when the base changes: a street that is not in it is left without a point.</translation>
        </message>
        <message>
            <source>Bases d'adresses</source>
            <translation>Address bases</translation>
        </message>
        <message>
            <source>Fichiers .csv ou .csv.gz, une ou plusieurs communes, sans les retoucher ; aussi une table de croisements (nom1, nom2, lon, lat).</source>
            <translation>.csv or .csv.gz files, one or more communes, untouched; also a table of crossings (nom1, nom2, lon, lat).</translation>
        </message>
        <message>
            <source>Lieux et voies</source>
            <translation>Places and streets</translation>
        </message>
        <message>
            <source>Couches de lieux nommés (arrêts, écoles avec leur code UAI, résidences et halls, squares, quartiers) et de voies nommées : les lignes donnent les croisements. Les noms sont lus dans le champ nom, name, libelle…, et c'est dit.</source>
            <translation>Layers of named places (stops, schools with their UAI code, estates and halls, squares, neighbourhoods) and of named streets: lines give the crossings. Names are read in the field nom, name, libelle…, and this is said.</translation>
        </message>
        <message>
            <source>Index (*.oltpadr)</source>
            <translation>Index (*.oltpadr)</translation>
        </message>
        <message>
            <source>Le fichier à garder près de l'observatoire ; l'ancien n'est remplacé qu'une fois le nouveau entier.</source>
            <translation>The file to keep near the observatory; the earlier one is replaced only once the new one is whole.</translation>
        </message>
        <message>
            <source>Décider d'un lieu</source>
            <translation>Decide on a place</translation>
        </message>
        <message>
            <source>Dit où est un texte de lieu : ses faits reçoivent ce point et leurs territoires, ceux des imports à venir aussi. Les faits placés par les coordonnées du partenaire, le répertoire des lieux ou la saisie gardent leur point. Une nouvelle décision remplace la précédente ; « Annuler une décision de lieu » rend aux faits la place qu'ils avaient.</source>
            <translation>Says where a place as written is: its incidents get that point and their territories, and so do those of imports to come. Incidents placed by the partner's coordinates, the gazetteer or direct entry keep their point. A new decision replaces the earlier one; “Undo a place decision” gives the incidents back the place they had.</translation>
        </message>
        <message>
            <source>Le texte tel que le partenaire l'écrit ; majuscules, accents et ponctuation ne comptent pas.</source>
            <translation>The text as the partner writes it; case, accents and punctuation do not count.</translation>
        </message>
        <message>
            <source>Où il est : « 771250,6279840 [EPSG:2154] ». Vide : nulle part, le texte ne sera plus proposé.</source>
            <translation>Where it is: “771250,6279840 [EPSG:2154]”. Empty: nowhere, the text will not be offered again.</translation>
        </message>
        <message>
            <source>Ce que ce point vaut : numero, interpole, carrefour, rue, lieu, quartier ou commune.</source>
            <translation>What this point is worth: numero, interpole, carrefour, rue, lieu, quartier or commune.</translation>
        </message>
        <message>
            <source>Le code du partenaire dont c'est le texte. Vide : tous, sauf ceux qui ont leur propre décision.</source>
            <translation>The code of the partner whose text it is. Empty: all, except those that have their own decision.</translation>
        </message>
        <message>
            <source>Faits placés</source>
            <translation>Incidents placed</translation>
        </message>
        <message>
            <source>Décision retenue : {n} fait(s) changé(s) ; les prochains imports suivront.</source>
            <translation>Decision kept: {n} incident(s) changed; the next imports will follow.</translation>
        </message>
        <message>
            <source>Géolocaliser des adresses</source>
            <translation>Geocode addresses</translation>
        </message>
        <message>
            <source>Place chaque ligne d'une table d'après son adresse, sans internet. Comprend les adresses abrégées, sans accents, mal orthographiées, à l'envers (« BARBUSSE (AV. HENRI) »), les angles de rues, les tronçons (« de 111 à 175 »), les arrêts, écoles et résidences de l'index. Toutes les lignes restent, dans leur ordre ; precision dit ce que vaut le point : numero, interpole, carrefour, rue, lieu, quartier, commune, aucune. Une voie absente de l'index reste sans point plutôt que placée sur une autre : relisez-les.</source>
            <translation>Places each row of a table from its address, without internet. Understands addresses that are abbreviated, without accents, misspelt, inverted (“BARBUSSE (AV. HENRI)”), street corners, stretches (“de 111 à 175”), the stops, schools and estates of the index. All rows stay, in their order; precision says what the point is worth: numero, interpole, carrefour, rue, lieu, quartier, commune, aucune. A street that is not in the index is left without a point rather than placed on another: read those again.</translation>
        </message>
        <message>
            <source>Table</source>
            <translation>Table</translation>
        </message>
        <message>
            <source>La table ou la couche dont les lignes portent une adresse ; ses points, s'il y en a, ne servent pas.</source>
            <translation>The table or layer whose rows have an address; its points, if any, are not used.</translation>
        </message>
        <message>
            <source>Champ de l'adresse</source>
            <translation>Address field</translation>
        </message>
        <message>
            <source>L'adresse en un seul champ, comme elle est tapée. Sinon, indiquez au moins le champ de la voie.</source>
            <translation>The address in one field, as typed. Otherwise, give at least the field of the street.</translation>
        </message>
        <message>
            <source>Champ du numéro</source>
            <translation>Number field</translation>
        </message>
        <message>
            <source>Champ de la voie</source>
            <translation>Street field</translation>
        </message>
        <message>
            <source>Champ du code postal</source>
            <translation>Postcode field</translation>
        </message>
        <message>
            <source>Champ de la commune</source>
            <translation>Commune field</translation>
        </message>
        <message>
            <source>Le numéro, avec ou sans bis, ter… ; s'il est dans un champ à lui.</source>
            <translation>The number, with or without bis, ter…; if it is in a field of its own.</translation>
        </message>
        <message>
            <source>Le nom de la voie ; s'il est dans un champ à lui.</source>
            <translation>The name of the street; if it is in a field of its own.</translation>
        </message>
        <message>
            <source>Le code postal ; un zéro de tête perdu est rendu.</source>
            <translation>The postcode; a lost leading zero is given back.</translation>
        </message>
        <message>
            <source>La commune, ou son ancien nom : utile quand l'index en a plusieurs.</source>
            <translation>The commune, or its former name: useful when the index has several.</translation>
        </message>
        <message>
            <source>Le fichier .oltpadr fait par « Fabriquer l'index d'adresses ».</source>
            <translation>The .oltpadr file made by “Build the address index”.</translation>
        </message>
        <message>
            <source>Score minimal</source>
            <translation>Minimal score</translation>
        </message>
        <message>
            <source>De 0 à 1. En dessous, la ligne reste sans point, avec le meilleur candidat dans label : à vérifier.</source>
            <translation>From 0 to 1. Below it, the row stays without a point, with the best candidate in label: to be checked.</translation>
        </message>
        <message>
            <source>Adresses géolocalisées</source>
            <translation>Geocoded addresses</translation>
        </message>
        <message>
            <source>Points dans le système de l'index, avec les champs de la table et le résultat, partie par partie.</source>
            <translation>Points in the system of the index, with the fields of the table and the result, part by part.</translation>
        </message>
        <message>
            <source>Géolocaliser les faits non localisés</source>
            <translation>Geocode the unlocated incidents</translation>
        </message>
        <message>
            <source>Donne un point aux faits de l'observatoire que l'import n'a pas su placer, d'après leur lieu écrit : par l'index d'adresses, et par les lieux connus de l'observatoire (arrêts, écoles, résidences). Un fait déjà placé, ou dont le lieu a été décidé à la main, n'est jamais touché. Les QPV et le groupe territorial suivent. Tout est inscrit au journal ; « Annuler la géolocalisation » rend les faits à leur état d'avant. À relancer après chaque import.</source>
            <translation>Gives a point to the incidents of the observatory that the import could not place, from their written place: by the address index, and by the known places of the observatory (stops, schools, estates). An incident already placed, or whose place was decided by hand, is never touched. QPV and territorial group follow. Everything is in the journal; “Undo the geocoding” gives the incidents back as they were. Run it again after each import.</translation>
        </message>
        <message>
            <source>Le fichier .oltpadr fait par « Fabriquer l'index d'adresses ». Vide : seuls les lieux connus servent.</source>
            <translation>The .oltpadr file made by “Build the address index”. Empty: only the known places are used.</translation>
        </message>
        <message>
            <source>De 0 à 1. En dessous, le fait reste sans point, pour la revue des lieux.</source>
            <translation>From 0 to 1. Below it, the incident stays without a point, for the review of places.</translation>
        </message>
        <message>
            <source>Demander les adresses au service en ligne</source>
            <translation>Ask the online service for addresses</translation>
        </message>
        <message>
            <source>Demande au service public d'adresses (Géoplateforme de l'IGN, Base Adresse Nationale) où sont les faits sans point. Seuls les textes de lieu partent, une fois chacun : ni identifiant, ni date, ni catégorie, ni partenaire ; sans SEND, rien ne part et la table montre ce qui partirait. Les textes des partenaires et des catégories en diffusion restreinte ne partent jamais.

La ville doit l'avoir permis sur ce poste : « Revoir les lieux… », En ligne…, ou la clé oltp/online_geocoding du profil QGIS. Hors ligne, « Géolocaliser les faits non localisés » fait le même travail sur une base d'adresses téléchargée.</source>
            <translation>Asks the public address service (IGN's Géoplateforme, Base Adresse Nationale) where the incidents without a point are. Only the place texts leave, once each: no identifier, no date, no category, no partner; without SEND nothing leaves and the table shows what would. The texts of partners and categories of restricted diffusion never leave.

The town must have allowed it on this computer: “Review places…”, Online…, or the key oltp/online_geocoding of the QGIS profile. Offline, “Geocode incidents without a point” does the same work on a downloaded address base.</translation>
        </message>
        <message>
            <source>Envoyer</source>
            <translation>Send</translation>
        </message>
        <message>
            <source>Décoché : rien ne part, la table montre les textes qui partiraient.</source>
            <translation>Unticked: nothing is sent, the table shows the texts that would go.</translation>
        </message>
        <message>
            <source>Code INSEE de la commune</source>
            <translation>INSEE code of the town</translation>
        </message>
        <message>
            <source>Conseillé, 34172 par exemple : sans lui vient parfois la même rue d'une autre ville. Il part aussi.</source>
            <translation>Advised, 34172 for instance: without it the same street of another town sometimes comes. It is sent too.</translation>
        </message>
        <message>
            <source>Une réponse moins sûre ne place rien.</source>
            <translation>A less certain answer places nothing.</translation>
        </message>
        <message>
            <source>Adresse du service</source>
            <translation>Address of the service</translation>
        </message>
        <message>
            <source>Vide : celle des réglages, sinon https://data.geopf.fr/geocodage. Toujours en https.</source>
            <translation>Empty: that of the settings, else https://data.geopf.fr/geocodage. Always in https.</translation>
        </message>
        <message>
            <source>Textes et réponses</source>
            <translation>Texts and answers</translation>
        </message>
        <message>
            <source>Une ligne par texte : address, et après l'envoi label, precision, score et refusal (pourquoi rien).</source>
            <translation>One row per text: address, and once sent label, precision, score and refusal (why nothing).</translation>
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
            <source>Empilements de faits</source>
            <translation>Piles of incidents</translation>
        </message>
        <message>
            <source>Liste les points qui portent beaucoup de faits parce qu'une rue, un lieu, un quartier ou une commune n'a qu'un point : n est le nombre de faits, texts celui de leurs textes de lieu. Sur une carte de points chauds, un tel point paraît chaud sans l'être : demandez au partenaire des adresses plus fines, ou écartez ces faits.</source>
            <translation>Lists the points that bear many incidents because a street, a place, a quarter or a town has but one point: n is the number of incidents, texts that of their places as written. On a hot-spot map such a point looks hot without being so: ask the partner for finer addresses, or leave these incidents out.</translation>
        </message>
        <message>
            <source>Faits au moins</source>
            <translation>Incidents at least</translation>
        </message>
        <message>
            <source>Le nombre de faits, au même point, à partir duquel c'est un empilement.</source>
            <translation>The number of incidents at one point from which it is a pile.</translation>
        </message>
        <message>
            <source>Des points, du plus haut au plus bas, avec label, n, texts, partners et precision.</source>
            <translation>Points, the highest pile first, with label, n, texts, partners and precision.</translation>
        </message>
        <message>
            <source>{piles} empilement(s), {n} fait(s).</source>
            <translation>{piles} pile(s), {n} incident(s).</translation>
        </message>
        <message>
            <source>Liste les textes de lieu dont les faits n'ont pas de point, ou un point douteux, les plus fréquents d'abord : n est le nombre de faits, unlocated ceux sans point, doubtful ceux placés par la base d'adresses ou le service en ligne avec un score faible, ou au quartier ou à la commune seulement. « Décider d'un lieu » en place un texte, pour ces faits et les fichiers à venir ; le panneau « Revoir les lieux… » fait de même sur la carte.</source>
            <translation>Lists the places as written whose incidents have no point, or a doubtful one, the most frequent first: n is the number of incidents, unlocated those without a point, doubtful those placed by the address index or the online service with a low score, or by the quarter or the town only. “Decide on a place” places one text, for these incidents and the files to come; the panel “Review places…” does the same on the map.</translation>
        </message>
        <message>
            <source>Une table : une ligne par texte, quelle que soit sa graphie.</source>
            <translation>A table: one row per text, however it is spelled.</translation>
        </message>
        <message>
            <source>Score douteux</source>
            <translation>Doubtful score</translation>
        </message>
        <message>
            <source>Un point trouvé avec un score sous celui-ci est à revoir.</source>
            <translation>A point found with a score under this one is to be reviewed.</translation>
        </message>
        <message>
            <source>{n} fait(s) sans point ni texte de lieu : rien ne peut les placer.</source>
            <translation>{n} incident(s) with neither point nor place as written: nothing can place them.</translation>
        </message>
        <message>
            <source>{n} texte(s) de lieu à revoir, {rows} fait(s).</source>
            <translation>{n} place(s) as written to review, {rows} incident(s).</translation>
        </message>
        <message>
            <source>Annuler la géolocalisation</source>
            <translation>Undo the geocoding</translation>
        </message>
        <message>
            <source>Retire les points que « Géolocaliser les faits non localisés » a donnés, et rend aux faits leur précision d'avant. Ceux qu'une personne ou un import a changés depuis ne sont pas touchés. Le journal garde trace des deux opérations.</source>
            <translation>Takes away the points that “Geocode the unlocated incidents” gave, and gives the incidents their earlier precision. Those that a person or an import has changed since are not touched. The journal keeps both operations.</translation>
        </message>
        <message>
            <source>Faits rendus sans point</source>
            <translation>Incidents given back without a point</translation>
        </message>
        <message>
            <source>{n} fait(s) rendu(s) sans point.</source>
            <translation>{n} incident(s) given back without a point.</translation>
        </message>
        <message>
            <source>Annuler une décision de lieu</source>
            <translation>Undo a place decision</translation>
        </message>
        <message>
            <source>Oublie la décision prise pour un texte de lieu : ses faits retrouvent la place qu'ils avaient avant toute décision, ou n'en ont plus, et le texte revient dans la liste des lieux à revoir. La décision qu'elle avait remplacée vaut de nouveau. Les décisions prises sont dans la table « Décisions de lieu ».</source>
            <translation>Forgets the decision taken for a place as written: its incidents go back to the place they had before any decision, or have none, and the text is again among the places to review. The decision that it had replaced holds again. The decisions taken are in the table “Place decisions”.</translation>
        </message>
        <message>
            <source>Le texte dont la décision est à oublier ; majuscules, accents et ponctuation ne comptent pas.</source>
            <translation>The text whose decision is to be forgotten; case, accents and punctuation do not count.</translation>
        </message>
        <message>
            <source>Le code du partenaire pour qui elle a été prise. Vide : la décision prise pour tous.</source>
            <translation>The code of the partner for whom it was taken. Empty: the decision taken for all.</translation>
        </message>
        <message>
            <source>Faits changés</source>
            <translation>Incidents changed</translation>
        </message>
        <message>
            <source>Décision annulée : {n} fait(s) changé(s).</source>
            <translation>Decision undone: {n} incident(s) changed.</translation>
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
            <source>Le GeoPackage de l'observatoire.</source>
            <translation>The GeoPackage of the observatory.</translation>
        </message>
        <message>
            <source>Le GeoPackage de l'observatoire ; il est lu, jamais modifié.</source>
            <translation>The GeoPackage of the observatory; it is read, never changed.</translation>
        </message>
        <message>
            <source>Numéro du lot</source>
            <translation>Batch number</translation>
        </message>
        <message>
            <source>Faits de l'observatoire</source>
            <translation>Incidents of the observatory</translation>
        </message>
        <message>
            <source>Rattacher les faits de l'observatoire à ses territoires</source>
            <translation>Assign the observatory's incidents to its territories</translation>
        </message>
        <message>
            <source>Recalcule les territoires de tous les faits de l'observatoire : QPV 2015 et 2024, groupes territoriaux, quartiers, autres territoires. À lancer après avoir dessiné ou modifié un territoire dans QGIS ; un chargement ou un import le fait de lui-même. Un fait dans plusieurs territoires les garde tous, joints par « ; » ; à 1 m d'une limite il compte dedans ; hors de tous il n'en a aucun, jamais le plus proche. Un fait situé à la commune n'a pas de territoire, un fait situé au quartier n'a que son quartier.</source>
            <translation>Computes again the territories of all the observatory's incidents: QPV of 2015 and 2024, territorial groups, quarters, other territories. To run after a territory was drawn or changed in QGIS; loading and importing do it by themselves. An incident in several territories keeps them all, joined by “;”; within 1 m of an edge it counts inside; outside all it has none, never the nearest. An incident known by its town has no territory, one known by its quarter has only that quarter.</translation>
        </message>
        <message>
            <source>Sortes</source>
            <translation>Kinds</translation>
        </message>
        <message>
            <source>Les sortes de territoire à recalculer. Vide : toutes celles que l'observatoire contient.</source>
            <translation>The kinds of territory to compute again. Empty: all those that the observatory holds.</translation>
        </message>
        <message>
            <source>Rattachements changés</source>
            <translation>Memberships changed</translation>
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
            <source>Points à rattacher, dans n'importe quel système de coordonnées.</source>
            <translation>Points to assign, in any coordinate system.</translation>
        </message>
        <message>
            <source>Champ des territoires recopié dans territory, code_qp par exemple.</source>
            <translation>Field of the territories copied into territory, code_qp for example.</translation>
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
            <source>Vérifier le territoire déclaré</source>
            <translation>Check the declared territory</translation>
        </message>
        <message>
            <source>Garde les points dont le code déclaré par le partenaire (QPV, secteur…) n'est pas celui du territoire où ils sont, avec les deux codes et la raison : autre_territoire, hors_territoire, non_declare, code_inconnu. distance_m est la distance au bord du territoire déclaré ; on_edge dit qu'un point est à une limite, où les deux peuvent avoir raison. Un code écrit en minuscules, avec des espaces ou des tirets est le même ; plusieurs codes se joignent par « ; ».</source>
            <translation>Keeps the points whose code declared by the partner (QPV, sector…) is not that of the territory where they are, with both codes and the reason: autre_territoire, hors_territoire, non_declare, code_inconnu. distance_m is the distance to the edge of the territory declared; on_edge says that a point is on an edge, where both may be right. A code in small letters, with spaces or hyphens, is the same; several codes are joined by “;”.</translation>
        </message>
        <message>
            <source>Points à vérifier, dans n'importe quel système de coordonnées.</source>
            <translation>Points to check, in any coordinate system.</translation>
        </message>
        <message>
            <source>Champ du code déclaré</source>
            <translation>Declared code field</translation>
        </message>
        <message>
            <source>Le code que donne le fichier ; vide : hors de tout territoire.</source>
            <translation>The code that the file gives; empty: outside all territories.</translation>
        </message>
        <message>
            <source>Champ des territoires auquel le code déclaré est comparé, code_qp par exemple.</source>
            <translation>Field of the territories that the declared code is compared with, code_qp for instance.</translation>
        </message>
        <message>
            <source>Points en désaccord</source>
            <translation>Points that disagree</translation>
        </message>
        <message>
            <source>Les points qui diffèrent, avec declared, found, reason, on_edge et distance_m.</source>
            <translation>The points that differ, with declared, found, reason, on_edge and distance_m.</translation>
        </message>
        <message>
            <source>Compter par territoire</source>
            <translation>Count by territory</translation>
        </message>
        <message>
            <source>Compte les points de chaque territoire, sur une période et des catégories, avec le taux pour 1 000 habitants et l'intervalle de Poisson exact à 95 % (Garwood, 1936) du nombre (low, high) et du taux (rate_low, rate_high). Le taux vaut pour la période demandée, il n'est pas ramené à l'année.

Deux lignes sans polygone complètent la table : hors_territoire et non_localise. Un point dans plusieurs territoires compte dans chacun ; la ligne compte_plusieurs_fois, négative, l'ôte : la somme de n est toujours le nombre de points comptés.

Sous 30 faits dans un territoire, faites une liste plutôt qu'une comparaison ; les taux de population sont trompeurs là où l'on passe sans habiter.</source>
            <translation>Counts the points of each territory, over a period and categories, with the rate per 1,000 inhabitants and the exact 95% Poisson interval (Garwood, 1936) of the number (low, high) and of the rate (rate_low, rate_high). The rate holds for the period asked for, it is not brought to a year.

Two lines without a polygon complete the table: hors_territoire and non_localise. A point in several territories counts in each; the line compte_plusieurs_fois, negative, takes it off: the sum of n is always the number of points counted.

Under 30 incidents in a territory, make a list rather than a comparison; population rates mislead where people pass without living.</translation>
        </message>
        <message>
            <source>Faits à compter, avec ou sans position, dans n'importe quel système de coordonnées.</source>
            <translation>Incidents to count, with or without a position, in any coordinate system.</translation>
        </message>
        <message>
            <source>Les polygones de même code sont un seul territoire.</source>
            <translation>Polygons of one code are one territory.</translation>
        </message>
        <message>
            <source>Le nom recopié dans name.</source>
            <translation>The name copied into name.</translation>
        </message>
        <message>
            <source>Habitants, ou logements pour les cambriolages (VOL5). Sans lui : pas de taux.</source>
            <translation>Inhabitants, or dwellings for burglaries (VOL5). Without it: no rate.</translation>
        </message>
        <message>
            <source>Date, ou texte comme 31/03/2026 ou 2026-03-31. Vide : began_at, s'il existe.</source>
            <translation>A date, or text such as 31/03/2026 or 2026-03-31. Empty: began_at, if there is one.</translation>
        </message>
        <message>
            <source>Vide : category, s'il existe.</source>
            <translation>Empty: category, if there is one.</translation>
        </message>
        <message>
            <source>Champ de la précision</source>
            <translation>Precision field</translation>
        </message>
        <message>
            <source>Au quartier ou à la commune, un point compte comme non localisé. Vide : precision, s'il existe.</source>
            <translation>Known by the quarter or the town, a point counts as not located. Empty: precision, if there is one.</translation>
        </message>
        <message>
            <source>Compris. Vide : depuis le début.</source>
            <translation>Included. Empty: from the beginning.</translation>
        </message>
        <message>
            <source>Compris. Vide : jusqu'à la fin.</source>
            <translation>Included. Empty: to the end.</translation>
        </message>
        <message>
            <source>Codes de catégories ou de familles, séparés par des virgules : TRA, DEG4. Vide : toutes.</source>
            <translation>Codes of categories or families, separated by commas: TRA, DEG4. Empty: all.</translation>
        </message>
        <message>
            <source>Une ligne par catégorie</source>
            <translation>One line per category</translation>
        </message>
        <message>
            <source>Chaque territoire, et les lignes qui complètent, une fois par catégorie présente.</source>
            <translation>Each territory, and the lines that complete, once per category present.</translation>
        </message>
        <message>
            <source>Nombres par territoire</source>
            <translation>Numbers by territory</translation>
        </message>
        <message>
            <source>line, code, name, category, n, population, low, high, rate, rate_low et rate_high.</source>
            <translation>line, code, name, category, n, population, low, high, rate, rate_low and rate_high.</translation>
        </message>
        <message>
            <source>Charger des territoires dans l'observatoire</source>
            <translation>Load territories into the observatory</translation>
        </message>
        <message>
            <source>Copie dans l'observatoire les QPV (2015 ou 2024), les groupes territoriaux, les quartiers ou d'autres territoires, à la place de ceux de même sorte qui y étaient. Les polygones invalides sont réparés, et les faits déjà importés sont rattachés de nouveau.</source>
            <translation>Copies into the observatory the QPV (2015 or 2024), the territorial groups, the quarters or other territories, in place of those of the same kind that were there. Invalid polygons are repaired, and the incidents imported already are assigned again.</translation>
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
            <source>QPV de 2015, QPV de 2024, groupes territoriaux du CLSPD, quartiers (quarter), ou toute autre couche de polygones : IRIS, secteurs, périmètres (other_territory).</source>
            <translation>QPV of 2015, QPV of 2024, territorial groups of the CLSPD, quarters (quarter), or any other layer of polygons: IRIS, sectors, perimeters (other_territory).</translation>
        </message>
        <message>
            <source>Un code différent pour chaque territoire.</source>
            <translation>A different code for each territory.</translation>
        </message>
        <message>
            <source>Le nom qui sera imprimé.</source>
            <translation>The name that will be printed.</translation>
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
        <message>
            <source>Points</source>
            <translation>Points</translation>
        </message>
        <message>
            <source>Polygones ; ceux qui ne sont pas valides sont réparés, et c'est dit.</source>
            <translation>Polygons; those that are invalid are repaired, and it is said.</translation>
        </message>
        <message>
            <source>Tolérance (mètres)</source>
            <translation>Tolerance (metres)</translation>
        </message>
        <message>
            <source>Un point à cette distance d'une limite, ou moins, compte dedans, des deux côtés s'il y en a deux. Toujours en mètres, même quand la couche est en degrés.</source>
            <translation>A point at this distance from an edge, or less, counts inside, on both sides when there are two. Always in metres, even when the layer is in degrees.</translation>
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
            <source>Revoir les lieux…</source>
            <translation>Review places…</translation>
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
    <context>
        <name>OnlineDialog</name>
        <message>
            <source>Demander au service en ligne</source>
            <translation>Ask the online service</translation>
        </message>
        <message>
            <source>Tous les textes qui partiraient</source>
            <translation>All the texts that would go</translation>
        </message>
        <message>
            <source>Code &amp;INSEE de la commune :</source>
            <translation>&amp;INSEE code of the town:</translation>
        </message>
        <message>
            <source>34172 ; vide : toute la France</source>
            <translation>34172; empty: the whole of France</translation>
        </message>
        <message>
            <source>La &amp;ville permet d'envoyer ces adresses, sur ce poste, maintenant et plus tard</source>
            <translation>The &amp;town allows these addresses to be sent, on this computer, now and later</translation>
        </message>
        <message>
            <source>&amp;Envoyer</source>
            <translation>&amp;Send</translation>
        </message>
        <message>
            <source>&amp;Fermer</source>
            <translation>&amp;Close</translation>
        </message>
    </context>
    <context>
        <name>ReviewPanel</name>
        <message>
            <source>Revoir les lieux</source>
            <translation>Review places</translation>
        </message>
        <message>
            <source>Arrê&amp;ter</source>
            <translation>S&amp;top</translation>
        </message>
        <message>
            <source>&amp;Index d'adresses…</source>
            <translation>Address &amp;index…</translation>
        </message>
        <message>
            <source>Choisir l'index d'adresses qui propose des lieux</source>
            <translation>Choose the address index that suggests places</translation>
        </message>
        <message>
            <source>À revoir</source>
            <translation>To review</translation>
        </message>
        <message>
            <source>Textes de lieu à revoir, les plus fréquents d'abord</source>
            <translation>Places as written to review, the most frequent first</translation>
        </message>
        <message>
            <source>Lieux proposés pour ce texte</source>
            <translation>Places offered for this text</translation>
        </message>
        <message>
            <source>P&amp;récision :</source>
            <translation>P&amp;recision:</translation>
        </message>
        <message>
            <source>P&amp;our :</source>
            <translation>F&amp;or:</translation>
        </message>
        <message>
            <source>&amp;Accepter (Entrée)</source>
            <translation>&amp;Accept (Enter)</translation>
        </message>
        <message>
            <source>Retenir le lieu choisi, pour ces faits et les prochains fichiers</source>
            <translation>Keep the place chosen, for these incidents and the next files</translation>
        </message>
        <message>
            <source>&amp;Passer (Espace)</source>
            <translation>Ski&amp;p (Space)</translation>
        </message>
        <message>
            <source>Voir le texte suivant ; celui-ci attendra</source>
            <translation>See the next text; this one will wait</translation>
        </message>
        <message>
            <source>&amp;Nulle part (Suppr)</source>
            <translation>&amp;Nowhere (Del)</translation>
        </message>
        <message>
            <source>Ce texte ne dit pas de lieu : ne plus le proposer</source>
            <translation>This text tells no place: do not offer it again</translation>
        </message>
        <message>
            <source>&amp;Défaire (Ctrl+Z)</source>
            <translation>Un&amp;do (Ctrl+Z)</translation>
        </message>
        <message>
            <source>Annuler la dernière décision prise ici</source>
            <translation>Undo the last decision taken here</translation>
        </message>
        <message>
            <source>En &amp;ligne…</source>
            <translation>On&amp;line…</translation>
        </message>
        <message>
            <source>Demander ces adresses au service public en ligne, si la ville l'a permis</source>
            <translation>Ask the public online service for these addresses, if the town has allowed it</translation>
        </message>
        <message>
            <source>Empilements</source>
            <translation>Piles</translation>
        </message>
        <message>
            <source>Ces points portent beaucoup de faits parce qu'une rue, un lieu, un quartier ou une commune n'en a qu'un : ils paraissent chauds sans l'être.</source>
            <translation>These points bear many incidents because a street, a place, a quarter or a town has but one: they look hot without being so.</translation>
        </message>
        <message>
            <source>Empilements de faits, du plus haut au plus bas</source>
            <translation>Piles of incidents, the highest first</translation>
        </message>
        <message>
            <source>Décisions</source>
            <translation>Decisions</translation>
        </message>
        <message>
            <source>Décisions de lieu, de la plus récente à la plus ancienne</source>
            <translation>Place decisions, the latest first</translation>
        </message>
        <message>
            <source>Annuler &amp;cette décision</source>
            <translation>Undo this de&amp;cision</translation>
        </message>
    </context>
</TS>
