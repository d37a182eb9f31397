<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr_FR" sourcelanguage="en_GB">
<context>
    <name>Advice</name>
    <message>
        <source>Tilt the phone</source>
        <translation>Inclinez le téléphone</translation>
    </message>
    <message>
        <source>A light is reflected on it. Please tilt it a little.</source>
        <translation>Une lumière s’y reflète. Inclinez-le un peu, s’il vous plaît.</translation>
    </message>
    <message>
        <source>Screen too dark</source>
        <translation>Écran trop sombre</translation>
    </message>
    <message>
        <source>Please turn up the brightness of your screen.</source>
        <translation>Augmentez la luminosité de votre écran, s’il vous plaît.</translation>
    </message>
    <message>
        <source>Closer</source>
        <translation>Plus près</translation>
    </message>
    <message>
        <source>Please hold your code closer to the camera.</source>
        <translation>Approchez votre code de la caméra, s’il vous plaît.</translation>
    </message>
    <message>
        <source>Further away</source>
        <translation>Plus loin</translation>
    </message>
    <message>
        <source>Please hold your code a little further away.</source>
        <translation>Éloignez un peu votre code, s’il vous plaît.</translation>
    </message>
    <message>
        <source>Show the whole code</source>
        <translation>Montrez le code entier</translation>
    </message>
    <message>
        <source>Please hold your code in the middle of the picture.</source>
        <translation>Tenez votre code au milieu de l’image, s’il vous plaît.</translation>
    </message>
    <message>
        <source>Hold still</source>
        <translation>Ne bougez plus</translation>
    </message>
    <message>
        <source>Please keep your code still for a moment.</source>
        <translation>Tenez votre code immobile un instant, s’il vous plaît.</translation>
    </message>
    <message>
        <source>Type the 8 characters</source>
        <translation>Saisissez les 8 caractères</translation>
    </message>
    <message>
        <source>The code cannot be read. Could you read out the 8 characters below it?</source>
        <translation>Le code est illisible. Pouvez-vous lire les 8 caractères écrits dessous&#xa0;?</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Not saved, do not hand over. The terminal cannot write to its memory.</source>
        <translation>Non enregistré, ne remettez rien. La borne ne peut pas écrire dans sa mémoire.</translation>
    </message>
    <message>
        <source>This terminal exists twice. Call a supervisor: one of the two machines must be enrolled again.</source>
        <translation>Cette borne existe en double. Appelez un responsable&#xa0;: l’une des deux machines doit être inscrite de nouveau.</translation>
    </message>
    <message>
        <source>This terminal’s data differs from central’s and is being fetched again. If this notice stays, call support.</source>
        <translation>Les données de cette borne diffèrent de celles du serveur central et sont rechargées. Si cet avis reste affiché, appelez l’assistance.</translation>
    </message>
    <message>
        <source>The camera has stopped and is being restarted. The hand scanner and typing work.</source>
        <translation>La caméra s’est arrêtée, elle redémarre. La douchette et la saisie fonctionnent.</translation>
    </message>
    <message>
        <source>The camera’s picture is black: open its cover or wipe the lens. The hand scanner and typing work.</source>
        <translation>L’image de la caméra est noire&#xa0;: ouvrez son cache ou essuyez l’objectif. La douchette et la saisie fonctionnent.</translation>
    </message>
    <message>
        <source>The camera sends few pictures, codes are read late: give it more light or another USB socket.</source>
        <translation>La caméra envoie peu d’images, la lecture est lente&#xa0;: éclairez davantage ou changez de prise USB.</translation>
    </message>
    <message>
        <source>Another program is using the camera: close it. The hand scanner and typing work.</source>
        <translation>Un autre programme utilise la caméra&#xa0;: fermez-le. La douchette et la saisie fonctionnent.</translation>
    </message>
    <message>
        <source>This terminal may not open the camera: call support. The hand scanner and typing work.</source>
        <translation>La borne n’a pas le droit d’ouvrir la caméra&#xa0;: appelez l’assistance. La douchette et la saisie fonctionnent.</translation>
    </message>
    <message>
        <source>The hand scanner is not connected: plug it in again. The camera and typing work.</source>
        <translation>La douchette n’est pas connectée&#xa0;: rebranchez-la. La caméra et la saisie fonctionnent.</translation>
    </message>
    <message>
        <source>The hand scanner is set to another keyboard than this terminal. See its setup sheet.</source>
        <translation>La douchette est réglée sur un autre clavier que ce poste. Voir sa fiche de réglage.</translation>
    </message>
    <message>
        <source>Caps Lock is on at this terminal: switch it off.</source>
        <translation>Verr. Maj. est activé sur ce poste&#xa0;: désactivez-le.</translation>
    </message>
    <message>
        <source>No camera was found: plug it in again. The hand scanner and typing work.</source>
        <translation>Aucune caméra trouvée&#xa0;: rebranchez-la. La douchette et la saisie fonctionnent.</translation>
    </message>
    <message>
        <source>The database was damaged: it was set aside and the data is being loaded again.</source>
        <translation>La base de données était abîmée&#xa0;: elle a été mise de côté, les données se rechargent.</translation>
    </message>
    <message>
        <source>Close this notice</source>
        <translation>Fermer cet avis</translation>
    </message>
</context>
<context>
    <name>Choice</name>
    <message>
        <source>Entrance</source>
        <translation>Entrée</translation>
    </message>
    <message>
        <source>Stockroom</source>
        <translation>Réserve</translation>
    </message>
    <message>
        <source>Counter</source>
        <translation>Comptoir</translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation>Responsable</translation>
    </message>
    <message>
        <source>Customers’ screen</source>
        <translation>Écran clients</translation>
    </message>
    <message>
        <source>Read the code, let the customer in</source>
        <translation>Lire le code, faire entrer le client</translation>
    </message>
    <message>
        <source>Fetch and check the units</source>
        <translation>Chercher et vérifier les montres</translation>
    </message>
    <message>
        <source>Call the customer, hand over</source>
        <translation>Appeler le client, remettre la montre</translation>
    </message>
    <message>
        <source>See the whole day, help where it is slow</source>
        <translation>Voir toute la journée, aider là où ça ralentit</translation>
    </message>
    <message>
        <source>Numbers and counters, for the waiting area</source>
        <translation>Numéros et comptoirs, pour l’espace d’attente</translation>
    </message>
</context>
<context>
    <name>DemoSheet</name>
    <message>
        <source>Codes to try</source>
        <translation>Codes à essayer</translation>
    </message>
</context>
<context>
    <name>Hand</name>
    <message>
        <source>Could you show your code to the camera, please?</source>
        <translation>Pourriez-vous présenter votre code à la caméra, s’il vous plaît&#xa0;?</translation>
    </message>
    <message>
        <source>Meanwhile use the camera, or type the 8 characters. Nothing was recorded.</source>
        <translation>En attendant, utilisez la caméra ou tapez les 8 caractères. Rien n’a été enregistré.</translation>
    </message>
    <message>
        <source>Wrong keyboard</source>
        <translation>Clavier différent</translation>
    </message>
    <message>
        <source>Set the hand scanner to: {terminal}</source>
        <translation>Réglez la douchette sur&#xa0;: {terminal}</translation>
    </message>
    <message>
        <source>It types as on a keyboard “{scanner}”. The setup sheet says where to change that.</source>
        <translation>Elle tape comme sur un clavier «&#xa0;{scanner}&#xa0;». La fiche de réglage dit où le changer.</translation>
    </message>
    <message>
        <source>Set the hand scanner to this terminal’s keyboard</source>
        <translation>Réglez la douchette sur le clavier de ce poste</translation>
    </message>
    <message>
        <source>It types for another one. The setup sheet says where to change that.</source>
        <translation>Elle tape pour un autre clavier. La fiche de réglage dit où le changer.</translation>
    </message>
    <message>
        <source>Caps Lock</source>
        <translation>Verr. Maj.</translation>
    </message>
    <message>
        <source>Switch Caps Lock off at this terminal, then scan again</source>
        <translation>Désactivez Verr. Maj. sur ce poste, puis scannez à nouveau</translation>
    </message>
    <message>
        <source>It changes what the hand scanner types.</source>
        <translation>Cette touche change ce que tape la douchette.</translation>
    </message>
    <message>
        <source>Set up right</source>
        <translation>Bien réglée</translation>
    </message>
    <message>
        <source>This hand scanner suits this terminal</source>
        <translation>Cette douchette convient à ce poste</translation>
    </message>
    <message>
        <source>Every character of the test code arrived.</source>
        <translation>Tous les caractères du code de test sont arrivés.</translation>
    </message>
    <message>
        <source>Characters lost</source>
        <translation>Caractères perdus</translation>
    </message>
    <message>
        <source>Set the delay between characters, then test again</source>
        <translation>Réglez le délai entre caractères, puis refaites le test</translation>
    </message>
    <message>
        <source>The test code arrived incomplete or changed: try 5 ms, or the USB serial interface.</source>
        <translation>Le code de test est arrivé incomplet ou modifié&#xa0;: essayez 5&#xa0;ms, ou l’interface série USB.</translation>
    </message>
    <message>
        <source>Micro QR is on</source>
        <translation>Micro QR activé</translation>
    </message>
    <message>
        <source>Switch Micro QR off in the hand scanner</source>
        <translation>Désactivez Micro QR dans la douchette</translation>
    </message>
    <message>
        <source>No customer has one, and it is where wrong readings come from.</source>
        <translation>Aucun client n’en a, et c’est de là que viennent les erreurs de lecture.</translation>
    </message>
    <message>
        <source>Test code</source>
        <translation>Code de test</translation>
    </message>
    <message>
        <source>Read it with the hand scanner</source>
        <translation>Lisez-le avec la douchette</translation>
    </message>
    <message>
        <source>The camera has just read it, and needs no test.</source>
        <translation>La caméra vient de le lire, elle n’a pas besoin de test.</translation>
    </message>
    <message>
        <source>With an Enter after each code it would answer a tenth of a second sooner.</source>
        <translation>Avec une touche Entrée après chaque code, la réponse viendrait un dixième de seconde plus tôt.</translation>
    </message>
    <message>
        <source>Caps Lock is on at this terminal as well: switch it off.</source>
        <translation>Verr. Maj. est aussi activé sur ce poste&#xa0;: désactivez-le.</translation>
    </message>
    <message>
        <source>English (US), QWERTY</source>
        <translation>Anglais (États-Unis), QWERTY</translation>
    </message>
    <message>
        <source>French (France), AZERTY</source>
        <translation>Français (France), AZERTY</translation>
    </message>
</context>
<context>
    <name>IdleView</name>
    <message>
        <source>Present the code</source>
        <translation>Présentez le code</translation>
    </message>
    <message>
        <source>In front of the camera, or with the hand scanner</source>
        <translation>Devant la caméra, ou avec la douchette</translation>
    </message>
    <message>
        <source>Type the code</source>
        <translation>Saisir le code</translation>
    </message>
    <message>
        <source>Search by name</source>
        <translation>Chercher un nom</translation>
    </message>
    <message>
        <source>Codes to try</source>
        <translation>Codes à essayer</translation>
    </message>
</context>
<context>
    <name>Keyboard</name>
    <message>
        <source>Space</source>
        <translation>Espace</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>Effacer</translation>
    </message>
</context>
<context>
    <name>KeypadSheet</name>
    <message>
        <source>Type the code</source>
        <translation>Saisir le code</translation>
    </message>
    <message>
        <source>The eight characters under the code, in the customer’s e-mail</source>
        <translation>Les huit caractères sous le code, dans l’e-mail du client</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>Effacer</translation>
    </message>
</context>
<context>
    <name>LastAdmission</name>
    <message>
        <source>Last let in, %1</source>
        <translation>Dernière entrée, %1</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Annuler</translation>
    </message>
</context>
<context>
    <name>LineSheet</name>
    <message>
        <source>Camera, last minute</source>
        <translation>Caméra, dernière minute</translation>
    </message>
    <message>
        <source>codes read</source>
        <translation>codes lus</translation>
    </message>
    <message>
        <source>half are read within</source>
        <translation>la moitié est lue en</translation>
    </message>
    <message>
        <source>19 of 20 are read within</source>
        <translation>19 sur 20 sont lus en</translation>
    </message>
    <message>
        <source>to search a picture</source>
        <translation>pour examiner une image</translation>
    </message>
    <message>
        <source>pictures a second</source>
        <translation>images par seconde</translation>
    </message>
    <message>
        <source>Hand scanner: connected</source>
        <translation>Douchette&#xa0;: connectée</translation>
    </message>
    <message>
        <source>Hand scanner: not there</source>
        <translation>Douchette&#xa0;: absente</translation>
    </message>
    <message>
        <source>left unread</source>
        <translation>repartis sans lecture</translation>
    </message>
    <message>
        <source>Many codes leave unread: clean the lens, and see whether a lamp shines into it.</source>
        <translation>Beaucoup de codes repartent sans être lus&#xa0;: nettoyez l’objectif et vérifiez qu’aucune lampe ne l’éblouit.</translation>
    </message>
</context>
<context>
    <name>ListPane</name>
    <message>
        <source>Nothing to do</source>
        <translation>Rien à faire</translation>
    </message>
    <message>
        <source>%1 behind the store</source>
        <translation>%1 de retard sur la boutique</translation>
    </message>
    <message>
        <source>The list is being read…</source>
        <translation>Lecture de la liste…</translation>
    </message>
    <message>
        <source>The list cannot be read</source>
        <translation>La liste ne peut pas être lue</translation>
    </message>
</context>
<context>
    <name>MatchRow</name>
    <message>
        <source>Expected</source>
        <translation>À venir</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>Sur place</translation>
    </message>
    <message>
        <source>In preparation</source>
        <translation>En préparation</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Prête</translation>
    </message>
    <message>
        <source>Collected</source>
        <translation>Remise</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Annulée</translation>
    </message>
    <message>
        <source>Moved</source>
        <translation>Reportée</translation>
    </message>
    <message>
        <source>Did not come</source>
        <translation>Non venu</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>Suspendue</translation>
    </message>
</context>
<context>
    <name>OutOfOrder</name>
    <message>
        <source>Out of order</source>
        <translation>Hors service</translation>
    </message>
    <message>
        <source>The program met a fault of its own. What was confirmed is saved.</source>
        <translation>Le programme a rencontré une erreur interne. Ce qui a été confirmé est enregistré.</translation>
    </message>
    <message>
        <source>Restart the program</source>
        <translation>Redémarrer le programme</translation>
    </message>
</context>
<context>
    <name>OverrideSheet</name>
    <message>
        <source>Let in anyway: why?</source>
        <translation>Faire entrer quand même&#xa0;: pourquoi&#x202f;?</translation>
    </message>
    <message>
        <source>The reason is recorded. The store’s rules say who may do this.</source>
        <translation>Le motif est enregistré. Les règles de la boutique disent qui peut le faire.</translation>
    </message>
    <message>
        <source>Do not let in</source>
        <translation>Ne pas faire entrer</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>Camera picture</source>
        <translation>Image de la caméra</translation>
    </message>
    <message>
        <source>The picture is black: open the camera’s cover or wipe its lens</source>
        <translation>L’image est noire&#xa0;: ouvrez le cache de la caméra ou essuyez l’objectif</translation>
    </message>
    <message>
        <source>Another program is using the camera</source>
        <translation>Un autre programme utilise la caméra</translation>
    </message>
    <message>
        <source>This terminal may not open the camera</source>
        <translation>La borne n’a pas le droit d’ouvrir la caméra</translation>
    </message>
    <message>
        <source>No camera: use the hand scanner or type the code</source>
        <translation>Pas de caméra&#xa0;: utilisez la douchette ou saisissez le code</translation>
    </message>
    <message>
        <source>The camera has stopped and is being restarted</source>
        <translation>La caméra s’est arrêtée, elle redémarre</translation>
    </message>
    <message>
        <source>The camera is starting</source>
        <translation>La caméra démarre</translation>
    </message>
</context>
<context>
    <name>SearchSheet</name>
    <message>
        <source>Search by name</source>
        <translation>Chercher un nom</translation>
    </message>
    <message>
        <source>Name, or last four digits of the phone</source>
        <translation>Nom, ou quatre derniers chiffres du téléphone</translation>
    </message>
    <message>
        <source>Nobody found in this terminal’s copy. Check the spelling, or call a supervisor.</source>
        <translation>Personne dans les données de cette borne. Vérifiez l’orthographe ou appelez un responsable.</translation>
    </message>
    <message>
        <source>Type the beginning of a first or last name</source>
        <translation>Tapez le début d’un nom ou d’un prénom</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
</context>
<context>
    <name>Station</name>
    <message>
        <source>Not saved, do not hand over. The terminal cannot write to its memory.</source>
        <translation>Non enregistré, ne remettez rien. La borne ne peut pas écrire dans sa mémoire.</translation>
    </message>
    <message>
        <source>Not done: a technical fault. Nothing was recorded. Try again, or call support.</source>
        <translation>Action non effectuée&#xa0;: problème technique. Rien n’a été enregistré. Réessayez ou appelez l’assistance.</translation>
    </message>
    <message>
        <source>The store’s rules do not allow this now.</source>
        <translation>Les règles de la boutique ne le permettent pas maintenant.</translation>
    </message>
    <message>
        <source>Only a supervisor may choose another station.</source>
        <translation>Seul un responsable peut choisir un autre poste.</translation>
    </message>
</context>
<context>
    <name>StationChoicePage</name>
    <message>
        <source>Which counter?</source>
        <translation>Quel comptoir&#x202f;?</translation>
    </message>
    <message>
        <source>What is this terminal today?</source>
        <translation>Quel est ce poste aujourd’hui&#x202f;?</translation>
    </message>
    <message>
        <source>The number that customers see above it</source>
        <translation>Le numéro que voient les clients au-dessus</translation>
    </message>
    <message>
        <source>A supervisor can change this at any time.</source>
        <translation>Un responsable peut le changer à tout moment.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Customers’ screen on the second monitor: yes</source>
        <translation>Écran clients sur le second moniteur&#xa0;: oui</translation>
    </message>
    <message>
        <source>Customers’ screen on the second monitor: no</source>
        <translation>Écran clients sur le second moniteur&#xa0;: non</translation>
    </message>
    <message>
        <source>Counter %1</source>
        <translation>Comptoir&#xa0;%1</translation>
    </message>
</context>
<context>
    <name>StatusStrip</name>
    <message>
        <source>Reading the data…</source>
        <translation>Lecture des données…</translation>
    </message>
    <message>
        <source>No reservations yet</source>
        <translation>Pas encore de réservations</translation>
    </message>
    <message>
        <source>Data differs from central’s</source>
        <translation>Données différentes du serveur central</translation>
    </message>
    <message>
        <source>%1 reservations</source>
        <translation>%1&#xa0;réservations</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 sur %2</translation>
    </message>
    <message>
        <source>, %1 ago</source>
        <translation>, il y a %1</translation>
    </message>
    <message>
        <source>Online in the store only</source>
        <translation>En ligne en magasin seulement</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>En ligne</translation>
    </message>
    <message>
        <source>Access refused since %1</source>
        <translation>Accès refusé depuis %1</translation>
    </message>
    <message>
        <source>Network login needed, offline since %1</source>
        <translation>Connexion au réseau requise, hors ligne depuis %1</translation>
    </message>
    <message>
        <source>Update needed, offline since %1</source>
        <translation>Mise à jour requise, hors ligne depuis %1</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Hors ligne</translation>
    </message>
    <message>
        <source>Offline since %1</source>
        <translation>Hors ligne depuis %1</translation>
    </message>
    <message>
        <source>%1 to send</source>
        <translation>%1&#xa0;à envoyer</translation>
    </message>
    <message>
        <source>1 waits at the hub</source>
        <translation>1&#xa0;attend au relais</translation>
    </message>
    <message>
        <source>%1 wait at the hub</source>
        <translation>%1&#xa0;attendent au relais</translation>
    </message>
    <message>
        <source>All sent</source>
        <translation>Tout est envoyé</translation>
    </message>
    <message>
        <source>Camera live</source>
        <translation>Caméra active</translation>
    </message>
    <message>
        <source>No camera</source>
        <translation>Pas de caméra</translation>
    </message>
    <message>
        <source>Camera stopped</source>
        <translation>Caméra arrêtée</translation>
    </message>
    <message>
        <source>Camera starting</source>
        <translation>Caméra en démarrage</translation>
    </message>
    <message>
        <source>1 conflict</source>
        <translation>1&#xa0;conflit</translation>
    </message>
    <message>
        <source>%1 conflicts</source>
        <translation>%1&#xa0;conflits</translation>
    </message>
    <message>
        <source>1 event refused by central</source>
        <translation>1&#xa0;événement refusé par le serveur central</translation>
    </message>
    <message>
        <source>%1 events refused by central</source>
        <translation>%1&#xa0;événements refusés par le serveur central</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Choose another station</source>
        <translation>Choisir un autre poste</translation>
    </message>
</context>
<context>
    <name>Stockroom</name>
    <message>
        <source>Scan the box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch it from shelf {shelf}, then scan the label of the box.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the packaging</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seal whole, corners sharp, no marks?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test the battery</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What does the watch show? At least {percent}&#xa0;% is needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring to a counter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring it to a counter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where does it stand now?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch it, then scan the label of the box.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model not received yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hurry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Late</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>promised {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shelf {shelf}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counter {counter}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} has it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step {step} of {steps}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As of {time}: what other terminals did since then is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 more on shelf {shelf}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} more on shelf {shelf}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>for {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} took it too, but you were first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused before: {reasons}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo: {step}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Packaging damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watch damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not what the box says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Battery too weak</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Band</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan another box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan again</source>
        <translation type="unfinished">Scannez de nouveau</translation>
    </message>
    <message>
        <source>Fetch another one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the board</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next: {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wrong box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put it back and fetch the reserved one from shelf {shelf}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not a box of this launch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No product of the launch has the number on this label.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan the other label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Right product, but this label does not say which unit. Look for one with a serial.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This unit is taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was refused, or belongs to another customer. Fetch another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Right product, but not the unit of this task.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It belongs to {number}. Fetch another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label not readable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part of it is damaged. Scan it again, or type what is printed below it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A customer’s code or another one. Scan the label of the box.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put this unit aside for quarantine and fetch another one. {number} keeps its place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{percent}&#xa0;% of at least {least}&#xa0;%.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} was first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} is theirs. If you have fetched the box already, hand it over to them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready at counter {counter}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} is at the counter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No longer yours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} has gone back to the board or to a colleague.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished">Annulée</translation>
    </message>
    <message>
        <source>The booking of {number} was cancelled. Put the unit back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On hold</source>
        <translation type="unfinished">Suspendue</translation>
    </message>
    <message>
        <source>A supervisor looks into {number}. Leave the unit as it is and take another task.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Collected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} has been handed over.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody waits for it now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} was taken back at the entrance. Put the unit back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a task first, then scan its box.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A box is scanned already. Undo that step to scan another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One digit of the article number is wrong or missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the serial number too.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>UndoSheet</name>
    <message>
        <source>Undo the last entry?</source>
        <translation>Annuler la dernière entrée&#x202f;?</translation>
    </message>
    <message>
        <source>Undo the entry of %1?</source>
        <translation>Annuler l’entrée de %1&#x202f;?</translation>
    </message>
    <message>
        <source>Undo the entry</source>
        <translation>Annuler l’entrée</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>La garder</translation>
    </message>
</context>
<context>
    <name>Verdict</name>
    <message>
        <source>Welcome</source>
        <translation>Bienvenue</translation>
    </message>
    <message>
        <source>Welcome! Your number is {number}. The screen will call you.</source>
        <translation>Bienvenue&#x202f;! Votre numéro est le {number}. L’écran vous appellera.</translation>
    </message>
    <message>
        <source>Just in time</source>
        <translation>Juste à temps</translation>
    </message>
    <message>
        <source>The slot ended at {end}. This delay is accepted.</source>
        <translation>Créneau terminé à {end}. Ce retard est accepté.</translation>
    </message>
    <message>
        <source>Too early</source>
        <translation>Trop tôt</translation>
    </message>
    <message>
        <source>The slot begins at {start}.</source>
        <translation>Le créneau commence à {start}.</translation>
    </message>
    <message>
        <source>Your slot begins at {start}. You may come in from {return}.</source>
        <translation>Votre créneau commence à {start}. Vous pourrez entrer à partir de {return}.</translation>
    </message>
    <message>
        <source>Slot missed</source>
        <translation>Créneau passé</translation>
    </message>
    <message>
        <source>The slot ended at {end}.</source>
        <translation>Le créneau s’est terminé à {end}.</translation>
    </message>
    <message>
        <source>Your slot ended at {end}. We will find you another one.</source>
        <translation>Votre créneau s’est terminé à {end}. Nous allons vous en trouver un autre.</translation>
    </message>
    <message>
        <source>Already here</source>
        <translation>Déjà sur place</translation>
    </message>
    <message>
        <source>This code was used before.</source>
        <translation>Ce code a déjà servi.</translation>
    </message>
    <message>
        <source>You are already checked in. Your number is {number}.</source>
        <translation>Votre arrivée est déjà enregistrée. Votre numéro est le {number}.</translation>
    </message>
    <message>
        <source>Collected</source>
        <translation>Déjà remise</translation>
    </message>
    <message>
        <source>The watch was handed over: {collected}.</source>
        <translation>La montre a été remise&#xa0;: {collected}.</translation>
    </message>
    <message>
        <source>This watch has already been collected. A colleague will help you.</source>
        <translation>Cette montre a déjà été remise. Un collègue va vous aider.</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Annulée</translation>
    </message>
    <message>
        <source>This booking was cancelled.</source>
        <translation>Cette réservation a été annulée.</translation>
    </message>
    <message>
        <source>This booking was cancelled. A colleague will help you.</source>
        <translation>Cette réservation a été annulée. Un collègue va vous aider.</translation>
    </message>
    <message>
        <source>To be paid</source>
        <translation>À régler</translation>
    </message>
    <message>
        <source>The booking has not been paid yet.</source>
        <translation>La réservation n’est pas encore payée.</translation>
    </message>
    <message>
        <source>Your booking remains to be paid. Please go to the payment desk.</source>
        <translation>Votre réservation reste à régler. La caisse va vous accueillir.</translation>
    </message>
    <message>
        <source>Payment refused</source>
        <translation>Paiement refusé</translation>
    </message>
    <message>
        <source>The bank refused the payment.</source>
        <translation>La banque a refusé le paiement.</translation>
    </message>
    <message>
        <source>Your payment did not go through. The payment desk will help you.</source>
        <translation>Votre paiement n’a pas abouti. La caisse va vous aider.</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>Suspendue</translation>
    </message>
    <message>
        <source>This booking is on hold.</source>
        <translation>Cette réservation est suspendue.</translation>
    </message>
    <message>
        <source>One moment, please. A colleague will look at your booking.</source>
        <translation>Un instant, s’il vous plaît. Un collègue va regarder votre réservation.</translation>
    </message>
    <message>
        <source>Other store</source>
        <translation>Autre boutique</translation>
    </message>
    <message>
        <source>The booking is for {store}.</source>
        <translation>La réservation est pour {store}.</translation>
    </message>
    <message>
        <source>Your watch is waiting for you at {store}.</source>
        <translation>Votre montre vous attend à {store}.</translation>
    </message>
    <message>
        <source>Other day</source>
        <translation>Autre jour</translation>
    </message>
    <message>
        <source>The booking is for {day}, {slot}.</source>
        <translation>La réservation est pour {day}, {slot}.</translation>
    </message>
    <message>
        <source>Your slot is on {day}, {slot}.</source>
        <translation>Votre créneau est {day}, {slot}.</translation>
    </message>
    <message>
        <source>Home delivery</source>
        <translation>Livraison</translation>
    </message>
    <message>
        <source>This watch goes to the customer’s home.</source>
        <translation>Cette montre est livrée au domicile du client.</translation>
    </message>
    <message>
        <source>Your watch is being delivered to your home. The details are in your e-mail.</source>
        <translation>Votre montre est livrée chez vous. Les détails sont dans votre e-mail.</translation>
    </message>
    <message>
        <source>Old code</source>
        <translation>Ancien code</translation>
    </message>
    <message>
        <source>A newer code was sent for this booking.</source>
        <translation>Un code plus récent a été envoyé pour cette réservation.</translation>
    </message>
    <message>
        <source>We sent you a newer code. Please look for our latest e-mail.</source>
        <translation>Nous vous avons envoyé un code plus récent&#xa0;: il est dans notre dernier e-mail.</translation>
    </message>
    <message>
        <source>Not received yet</source>
        <translation>Pas encore reçue</translation>
    </message>
    <message>
        <source>The code is genuine. Its booking has not reached this terminal yet.</source>
        <translation>Le code est authentique. Sa réservation n’est pas encore arrivée sur cette borne.</translation>
    </message>
    <message>
        <source>Your code is valid. One moment, please.</source>
        <translation>Votre code est valable. Un instant, s’il vous plaît.</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Inconnu</translation>
    </message>
    <message>
        <source>This is not one of our codes.</source>
        <translation>Ce code n’est pas l’un des nôtres.</translation>
    </message>
    <message>
        <source>This is another code. Could you show me our e-mail, please?</source>
        <translation>C’est un autre code. Pouvez-vous me montrer notre e-mail, s’il vous plaît&#x202f;?</translation>
    </message>
    <message>
        <source>Forged</source>
        <translation>Falsifié</translation>
    </message>
    <message>
        <source>We did not issue this code: its signature is false.</source>
        <translation>Ce code ne vient pas de nous&#xa0;: sa signature est fausse.</translation>
    </message>
    <message>
        <source>I cannot accept this code. A colleague will help you.</source>
        <translation>Je ne peux pas accepter ce code. Un collègue va vous aider.</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Expiré</translation>
    </message>
    <message>
        <source>This code is no longer valid.</source>
        <translation>Ce code n’est plus valable.</translation>
    </message>
    <message>
        <source>This code is no longer valid. Please look for our latest e-mail.</source>
        <translation>Ce code n’est plus valable. Le nouveau est dans notre dernier e-mail.</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>Illisible</translation>
    </message>
    <message>
        <source>The code is damaged or incomplete.</source>
        <translation>Le code est abîmé ou incomplet.</translation>
    </message>
    <message>
        <source>Could you show me the code again, please?</source>
        <translation>Pouvez-vous me montrer le code encore une fois, s’il vous plaît&#x202f;?</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Entraînement</translation>
    </message>
    <message>
        <source>A practice code: nothing was recorded.</source>
        <translation>Code d’exercice&#xa0;: rien n’a été enregistré.</translation>
    </message>
    <message>
        <source>Staff badge</source>
        <translation>Badge d’équipe</translation>
    </message>
    <message>
        <source>A colleague’s badge: nothing was recorded.</source>
        <translation>Badge d’un collègue&#xa0;: rien n’a été enregistré.</translation>
    </message>
    <message>
        <source>Several codes</source>
        <translation>Plusieurs codes</translation>
    </message>
    <message>
        <source>There are different codes in the picture.</source>
        <translation>Il y a des codes différents dans l’image.</translation>
    </message>
    <message>
        <source>One code at a time, please.</source>
        <translation>Un seul code à la fois, s’il vous plaît.</translation>
    </message>
    <message>
        <source>Let in by decision of the store.</source>
        <translation>Entrée décidée par la boutique.</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>Entrée annulée</translation>
    </message>
    <message>
        <source>The entry was undone. The code can be used again.</source>
        <translation>L’entrée est annulée. Le code peut de nouveau servir.</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Non enregistré</translation>
    </message>
    <message>
        <source>The terminal could not write to its memory.</source>
        <translation>La borne n’a pas pu écrire dans sa mémoire.</translation>
    </message>
    <message>
        <source>One moment, please. A colleague will help you.</source>
        <translation>Un instant, s’il vous plaît. Un collègue va vous aider.</translation>
    </message>
    <message>
        <source>Not checked</source>
        <translation>Non vérifié</translation>
    </message>
    <message>
        <source>A technical fault. Nothing was recorded.</source>
        <translation>Un incident technique. Rien n’a été enregistré.</translation>
    </message>
    <message>
        <source>Not possible</source>
        <translation>Impossible</translation>
    </message>
    <message>
        <source>The store’s rules do not allow this now.</source>
        <translation>Les règles de la boutique ne le permettent pas maintenant.</translation>
    </message>
    <message>
        <source>Out of order</source>
        <translation>Hors service</translation>
    </message>
    <message>
        <source>The program met a fault of its own. What was confirmed is saved.</source>
        <translation>Le programme a rencontré une panne. Ce qui a été confirmé est enregistré.</translation>
    </message>
    <message>
        <source>Let in and give the number</source>
        <translation>Faites entrer, donnez le numéro</translation>
    </message>
    <message>
        <source>Ask to come back later</source>
        <translation>Invitez à revenir plus tard</translation>
    </message>
    <message>
        <source>Offer a later slot</source>
        <translation>Proposez un autre créneau</translation>
    </message>
    <message>
        <source>Send to the counter</source>
        <translation>Orientez vers le comptoir</translation>
    </message>
    <message>
        <source>Send to the payment desk</source>
        <translation>Orientez vers la caisse</translation>
    </message>
    <message>
        <source>Send to the right store</source>
        <translation>Orientez vers la bonne boutique</translation>
    </message>
    <message>
        <source>Call a supervisor</source>
        <translation>Appelez un responsable</translation>
    </message>
    <message>
        <source>Explain the delivery</source>
        <translation>Expliquez la livraison</translation>
    </message>
    <message>
        <source>Ask for the latest code</source>
        <translation>Demandez le dernier code</translation>
    </message>
    <message>
        <source>You may let in</source>
        <translation>Vous pouvez faire entrer</translation>
    </message>
    <message>
        <source>Search by name</source>
        <translation>Cherchez par le nom</translation>
    </message>
    <message>
        <source>Scan again</source>
        <translation>Scannez de nouveau</translation>
    </message>
    <message>
        <source>Show one code only</source>
        <translation>Présentez un seul code</translation>
    </message>
    <message>
        <source>Ask to come back from {return}</source>
        <translation>Invitez à revenir à partir de {return}</translation>
    </message>
    <message>
        <source>Ask to come back on {day}</source>
        <translation>Invitez à revenir {day}</translation>
    </message>
    <message>
        <source>Send to {store}</source>
        <translation>Orientez vers {store}</translation>
    </message>
    <message>
        <source>Do not hand over anything</source>
        <translation>Ne remettez rien</translation>
    </message>
    <message>
        <source>Seen at {place}, {time}.</source>
        <translation>Passage enregistré&#xa0;: {place}, {time}.</translation>
    </message>
    <message>
        <source>Seen here, {time}.</source>
        <translation>Passage enregistré ici, {time}.</translation>
    </message>
    <message>
        <source>Also seen at {place}, {time}.</source>
        <translation>Autre passage&#xa0;: {place}, {time}.</translation>
    </message>
    <message>
        <source>Scan again, or call support</source>
        <translation>Scannez de nouveau, ou appelez l’assistance</translation>
    </message>
    <message>
        <source>Restart the program</source>
        <translation>Redémarrez le programme</translation>
    </message>
    <message>
        <source>Repeat the number</source>
        <translation>Redonnez le numéro</translation>
    </message>
    <message>
        <source>Free some space on its disk, then scan again.</source>
        <translation>Libérez de la place sur son disque, puis scannez à nouveau.</translation>
    </message>
    <message>
        <source>Restart the program: it checks its file.</source>
        <translation>Redémarrez le programme&#xa0;: il vérifie son fichier.</translation>
    </message>
    <message>
        <source>Restart the program. If that does not help, call support.</source>
        <translation>Redémarrez le programme. Si cela ne suffit pas, appelez l’assistance.</translation>
    </message>
    <message>
        <source>The key to the data was not found: call support.</source>
        <translation>La clé des données est introuvable&#xa0;: appelez l’assistance.</translation>
    </message>
    <message>
        <source>These 8 characters are no code: one is wrong or missing.</source>
        <translation>Ces 8 caractères ne forment pas un code&#xa0;: l’un d’eux est faux ou manque.</translation>
    </message>
    <message>
        <source>A code has 8 characters.</source>
        <translation>Un code a 8 caractères.</translation>
    </message>
    <message>
        <source>No code has a 0, an O, a 1 or an I: one was misheard.</source>
        <translation>Aucun code ne contient 0, O, 1 ou I&#xa0;: un caractère a été mal entendu.</translation>
    </message>
    <message>
        <source>One of the 8 characters is wrong, or two are swapped.</source>
        <translation>L’un des 8 caractères est faux, ou deux sont inversés.</translation>
    </message>
    <message>
        <source>Only a code that was just scanned can be let in this way.</source>
        <translation>Seul un code qui vient d’être scanné peut entrer ainsi.</translation>
    </message>
    <message>
        <source>Your role does not decide this.</source>
        <translation>Votre rôle ne permet pas d’en décider.</translation>
    </message>
    <message>
        <source>This entry can no longer be taken back here.</source>
        <translation>Cette entrée ne peut plus être annulée ici.</translation>
    </message>
    <message>
        <source>Ask for the code again</source>
        <translation>Redemandez le code</translation>
    </message>
    <message>
        <source>A supervisor agreed</source>
        <translation>Accord d’un responsable</translation>
    </message>
    <message>
        <source>The store caused the delay</source>
        <translation>Retard dû à la boutique</translation>
    </message>
    <message>
        <source>Accessibility or health</source>
        <translation>Accessibilité ou santé</translation>
    </message>
    <message>
        <source>Another terminal was wrong</source>
        <translation>Erreur d’une autre borne</translation>
    </message>
</context>
<context>
    <name>VerdictPanel</name>
    <message>
        <source>Call number</source>
        <translation>Numéro d’appel</translation>
    </message>
    <message>
        <source>Let in</source>
        <translation>Faire entrer</translation>
    </message>
    <message>
        <source>Search by name</source>
        <translation>Chercher un nom</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>Redémarrer</translation>
    </message>
    <message>
        <source>Next customer</source>
        <translation>Client suivant</translation>
    </message>
    <message>
        <source>Let in anyway…</source>
        <translation>Faire entrer quand même…</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Annuler l’entrée</translation>
    </message>
</context>
</TS>
