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
    <name>ChecklistItem</name>
    <message>
        <source>Due</source>
        <translation>En retard</translation>
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
    <name>Closing</name>
    <message>
        <source>Not closed. To be explained: {count}</source>
        <translation>Pas close. À expliquer&#xa0;: {count}</translation>
    </message>
    <message>
        <source>It comes out even and can be closed.</source>
        <translation>Le compte est bon, la journée peut être close.</translation>
    </message>
    <message>
        <source>Closed at {time} by {who}.</source>
        <translation>Close à {time} par {who}.</translation>
    </message>
    <message>
        <source>Closed at {time}, but something has come since. To be explained: {count}</source>
        <translation>Close à {time}, mais des faits sont arrivés depuis. À expliquer&#xa0;: {count}</translation>
    </message>
    <message>
        <source>Reserved</source>
        <translation>Réservées</translation>
    </message>
    <message>
        <source>Collected</source>
        <translation>Remises</translation>
    </message>
    <message>
        <source>Moved</source>
        <translation>Déplacées</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Annulées</translation>
    </message>
    <message>
        <source>Not come</source>
        <translation>Non venues</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Ouvertes</translation>
    </message>
    <message>
        <source>Came in</source>
        <translation>Entrées</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>Remises</translation>
    </message>
    <message>
        <source>In quarantine</source>
        <translation>En quarantaine</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Restantes</translation>
    </message>
    <message>
        <source>Still expected</source>
        <translation>Encore attendus</translation>
    </message>
    <message>
        <source>Not come, and not marked</source>
        <translation>Non venus, non marqués</translation>
    </message>
    <message>
        <source>Came, without a watch</source>
        <translation>Venus, sans montre</translation>
    </message>
    <message>
        <source>Ready, not collected</source>
        <translation>Prêtes, non retirées</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>Bloqués</translation>
    </message>
    <message>
        <source>No known booking</source>
        <translation>Sans réservation connue</translation>
    </message>
    <message>
        <source>Open conflict</source>
        <translation>Conflits ouverts</translation>
    </message>
    <message>
        <source>Open incident</source>
        <translation>Incidents ouverts</translation>
    </message>
    <message>
        <source>Comes back another day</source>
        <translation>Revient un autre jour</translation>
    </message>
    <message>
        <source>Left without waiting</source>
        <translation>Parti sans attendre</translation>
    </message>
    <message>
        <source>Recorded wrongly, nothing is missing</source>
        <translation>Mal saisi, rien ne manque</translation>
    </message>
    <message>
        <source>Reported to the head office</source>
        <translation>Signalé au siège</translation>
    </message>
    <message>
        <source>“{reason}” ({who}, {time})</source>
        <translation>«&#xa0;{reason}&#xa0;» ({who}, {time})</translation>
    </message>
    <message>
        <source>{list} and {count} more</source>
        <translation>{list} et {count} autres</translation>
    </message>
    <message>
        <source>Mark {count} as not come</source>
        <translation>Marquer {count} non venus</translation>
    </message>
    <message>
        <source>The report is in {place}</source>
        <translation>Le rapport est dans {place}</translation>
    </message>
    <message>
        <source>The report could not be written. {hint}</source>
        <translation>Le rapport n’a pas pu être écrit. {hint}</translation>
    </message>
    <message>
        <source>Not done: the day has changed meanwhile, or your role may not do it.</source>
        <translation>Pas fait&#xa0;: la journée a changé entre-temps, ou votre rôle ne le permet pas.</translation>
    </message>
</context>
<context>
    <name>ClosingSheet</name>
    <message>
        <source>Close of the day</source>
        <translation>Clôture de la journée</translation>
    </message>
    <message>
        <source>Empty this terminal</source>
        <translation>Vider ce terminal</translation>
    </message>
    <message>
        <source>Reservations</source>
        <translation>Réservations</translation>
    </message>
    <message>
        <source>Watches</source>
        <translation>Montres</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Écarts</translation>
    </message>
    <message>
        <source>No differences</source>
        <translation>Aucun écart</translation>
    </message>
    <message>
        <source>Every reservation and every watch is accounted for.</source>
        <translation>Chaque réservation et chaque montre est comptée.</translation>
    </message>
    <message>
        <source>Explain what is marked, because:</source>
        <translation>Expliquer ce qui est marqué, parce que&#xa0;:</translation>
    </message>
    <message>
        <source>The report is being written…</source>
        <translation>Le rapport est en cours d’écriture…</translation>
    </message>
    <message>
        <source>Make the report</source>
        <translation>Faire le rapport</translation>
    </message>
    <message>
        <source>Close the day</source>
        <translation>Clore la journée</translation>
    </message>
</context>
<context>
    <name>ConflictsSheet</name>
    <message>
        <source>Conflicts</source>
        <translation>Conflits</translation>
    </message>
    <message>
        <source>No conflicts</source>
        <translation>Aucun conflit</translation>
    </message>
    <message>
        <source>All terminals agree on what happened.</source>
        <translation>Tous les postes sont d’accord sur ce qui s’est passé.</translation>
    </message>
    <message>
        <source>%1, closed</source>
        <translation>%1, clos</translation>
    </message>
    <message>
        <source>Close it, because:</source>
        <translation>Le clore, parce que&#xa0;:</translation>
    </message>
</context>
<context>
    <name>Counter</name>
    <message>
        <source>Call {number}</source>
        <translation>Appeler {number}</translation>
    </message>
    <message>
        <source>called at {time}</source>
        <translation>appel à {time}</translation>
    </message>
    <message>
        <source>called {count} times, last at {time}</source>
        <translation>{count} appels, le dernier à {time}</translation>
    </message>
    <message>
        <source>not called yet</source>
        <translation>pas encore d’appel</translation>
    </message>
    <message>
        <source>waits apart</source>
        <translation>patiente à part</translation>
    </message>
    <message>
        <source>Counter {counter}</source>
        <translation>Comptoir {counter}</translation>
    </message>
    <message>
        <source>handed over at {time}</source>
        <translation>montre remise à {time}</translation>
    </message>
    <message>
        <source>This terminal has no counter’s number yet: a supervisor chooses it.</source>
        <translation>Ce poste n’a pas encore de numéro de comptoir&#xa0;: un responsable le choisit.</translation>
    </message>
    <message>
        <source>Name not received</source>
        <translation>Nom non reçu</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Annulée</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>En suspens</translation>
    </message>
    <message>
        <source>Not paid</source>
        <translation>Non payée</translation>
    </message>
    <message>
        <source>Payment refused</source>
        <translation>Paiement refusé</translation>
    </message>
    <message>
        <source>{obstacle}: only a supervisor may hand it over, with a reason.</source>
        <translation>{obstacle}&#xa0;: seul un responsable peut remettre la montre, avec un motif.</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>Identité</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Pièce</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>Remise</translation>
    </message>
    <message>
        <source>Who stands here?</source>
        <translation>Qui est devant vous&#xa0;?</translation>
    </message>
    <message>
        <source>The proxy’s half of the code</source>
        <translation>La moitié de code du mandataire</translation>
    </message>
    <message>
        <source>Scan the unit</source>
        <translation>Scannez la pièce</translation>
    </message>
    <message>
        <source>Hand it over</source>
        <translation>Remettez la montre</translation>
    </message>
    <message>
        <source>Compare with {name}. Only how it was made sure is recorded.</source>
        <translation>Comparez avec {name}. Seul le moyen de vérification est noté.</translation>
    </message>
    <message>
        <source>Its last four characters, which {name} has given to them.</source>
        <translation>Ses quatre derniers caractères, confiés par {name}.</translation>
    </message>
    <message>
        <source>Only the unit that was prepared for {number} opens the lock.</source>
        <translation>Seule la pièce préparée pour {number} ouvre le verrou.</translation>
    </message>
    <message>
        <source>Unit {serial}: the lock is open.</source>
        <translation>Pièce {serial}&#xa0;: le verrou est ouvert.</translation>
    </message>
    <message>
        <source>Account on the phone</source>
        <translation>Compte sur le téléphone</translation>
    </message>
    <message>
        <source>The customer shows the booking</source>
        <translation>La réservation est montrée</translation>
    </message>
    <message>
        <source>Identity document</source>
        <translation>Pièce d’identité</translation>
    </message>
    <message>
        <source>Seen, never copied</source>
        <translation>Vue, jamais copiée</translation>
    </message>
    <message>
        <source>Phone number</source>
        <translation>Numéro de téléphone</translation>
    </message>
    <message>
        <source>They say its last digits: {digits}</source>
        <translation>Derniers chiffres à entendre&#xa0;: {digits}</translation>
    </message>
    <message>
        <source>Confirmation e-mail</source>
        <translation>E-mail de confirmation</translation>
    </message>
    <message>
        <source>The customer shows it</source>
        <translation>Il est montré</translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation>Une autre personne</translation>
    </message>
    <message>
        <source>With the second half of the code</source>
        <translation>Avec la seconde moitié du code</translation>
    </message>
    <message>
        <source>No number is booked</source>
        <translation>Aucun numéro enregistré</translation>
    </message>
    <message>
        <source>This is not the second half of the code: ask again.</source>
        <translation>Ce n’est pas la seconde moitié du code&#xa0;: redemandez.</translation>
    </message>
    <message>
        <source>Given</source>
        <translation>Faite</translation>
    </message>
    <message>
        <source>Declined</source>
        <translation>Refusée</translation>
    </message>
    <message>
        <source>For later</source>
        <translation>Plus tard</translation>
    </message>
    <message>
        <source>Not offered</source>
        <translation>Pas offerte</translation>
    </message>
    <message>
        <source>Printed</source>
        <translation>Imprimé</translation>
    </message>
    <message>
        <source>By e-mail</source>
        <translation>Par e-mail</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Aucun</translation>
    </message>
    <message>
        <source>Settled with the head office</source>
        <translation>Réglé avec le siège</translation>
    </message>
    <message>
        <source>Paid at another till</source>
        <translation>Payée à une autre caisse</translation>
    </message>
    <message>
        <source>The store’s mistake</source>
        <translation>Erreur du magasin</translation>
    </message>
    <message>
        <source>Another reason</source>
        <translation>Autre raison</translation>
    </message>
    <message>
        <source>Wrong customer</source>
        <translation>Mauvais client</translation>
    </message>
    <message>
        <source>The unit goes on waiting for its own</source>
        <translation>La pièce attend de nouveau le sien</translation>
    </message>
    <message>
        <source>Exchange</source>
        <translation>Échange</translation>
    </message>
    <message>
        <source>Another unit is prepared</source>
        <translation>Une autre pièce est préparée</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>A supervisor decides what follows</source>
        <translation>Un responsable décide de la suite</translation>
    </message>
    <message>
        <source>{number} waits for the watch again.</source>
        <translation>{number} attend de nouveau sa montre.</translation>
    </message>
    <message>
        <source>{number} is back with the stockroom: another unit is prepared.</source>
        <translation>{number} repart en réserve&#xa0;: une autre pièce est préparée.</translation>
    </message>
    <message>
        <source>{number} is on hold: a supervisor decides.</source>
        <translation>{number} est en suspens&#xa0;: un responsable décide.</translation>
    </message>
    <message>
        <source>Scan the right one</source>
        <translation>Scanner la bonne</translation>
    </message>
    <message>
        <source>Another unit</source>
        <translation>Autre pièce</translation>
    </message>
    <message>
        <source>The same model, but not the watch that was prepared for {number}. Do not hand over.</source>
        <translation>Le même modèle, mais pas la montre préparée pour {number}. Ne la remettez pas.</translation>
    </message>
    <message>
        <source>Wrong product</source>
        <translation>Mauvais produit</translation>
    </message>
    <message>
        <source>This is not what {number} has booked. Do not hand over.</source>
        <translation>Ce n’est pas ce que {number} a réservé. Ne la remettez pas.</translation>
    </message>
    <message>
        <source>This unit is not free</source>
        <translation>Pièce indisponible</translation>
    </message>
    <message>
        <source>It was refused, or belongs to another customer. Do not hand over.</source>
        <translation>Elle a été refusée, ou appartient à un autre client. Ne la remettez pas.</translation>
    </message>
    <message>
        <source>Not a unit of this launch</source>
        <translation>Hors de ce lancement</translation>
    </message>
    <message>
        <source>No product of the launch has the number on this label.</source>
        <translation>Aucun produit du lancement ne porte ce numéro.</translation>
    </message>
    <message>
        <source>Scan the other label</source>
        <translation>Scannez l’autre étiquette</translation>
    </message>
    <message>
        <source>This label does not say which unit it is. Look for one with a serial number.</source>
        <translation>Cette étiquette ne dit pas de quelle pièce il s’agit. Cherchez celle du numéro de série.</translation>
    </message>
    <message>
        <source>Scan again</source>
        <translation>Scanner de nouveau</translation>
    </message>
    <message>
        <source>It is the watch of {number}. Do not hand over.</source>
        <translation>C’est la montre de {number}. Ne la remettez pas.</translation>
    </message>
    <message>
        <source>Not readable</source>
        <translation>Illisible</translation>
    </message>
    <message>
        <source>The scanner read something that is no label of a box. Scan it again, or type it.</source>
        <translation>Ce qui a été lu n’est pas une étiquette de boîte. Scannez de nouveau, ou saisissez-la.</translation>
    </message>
    <message>
        <source>{number} is handed over</source>
        <translation>{number}&#xa0;: c’est remis</translation>
    </message>
    <message>
        <source>To the next customer</source>
        <translation>Au client suivant</translation>
    </message>
    <message>
        <source>The receipt is being printed…</source>
        <translation>Le reçu s’imprime…</translation>
    </message>
    <message>
        <source>The receipt is printed.</source>
        <translation>Le reçu est imprimé.</translation>
    </message>
    <message>
        <source>The printer has no paper. Put a roll in, and print the receipt again if it is not whole.</source>
        <translation>L’imprimante n’a plus de papier. Mettez un rouleau, puis réimprimez le reçu s’il n’est pas complet.</translation>
    </message>
    <message>
        <source>The printer is not ready. Close its cover, and print the receipt again if it has not come out.</source>
        <translation>L’imprimante n’est pas prête. Fermez son capot, puis réimprimez le reçu s’il n’est pas sorti.</translation>
    </message>
    <message>
        <source>The printer cannot be reached. Check its power and its cable, then print the receipt again.</source>
        <translation>L’imprimante est injoignable. Vérifiez son alimentation et son câble, puis réimprimez le reçu.</translation>
    </message>
    <message>
        <source>The printer does not answer. Switch it off and on; look whether the receipt has come out.</source>
        <translation>L’imprimante ne répond pas. Éteignez-la et rallumez-la&#xa0;; regardez si le reçu est sorti.</translation>
    </message>
    <message>
        <source>The printer was lost while it printed. Look whether the receipt has come out before you print it again.</source>
        <translation>L’imprimante a été perdue pendant l’impression. Regardez si le reçu est sorti avant de le réimprimer.</translation>
    </message>
    <message>
        <source>This terminal has no printer that works. Call a supervisor: the receipt is not printed.</source>
        <translation>Ce poste n’a pas d’imprimante en état de marche. Appelez un responsable&#xa0;: le reçu n’est pas imprimé.</translation>
    </message>
    <message>
        <source>The receipt was not saved: its folder is full or cannot be written. Call a supervisor.</source>
        <translation>Le reçu n’a pas été enregistré&#xa0;: son dossier est plein ou protégé. Appelez un responsable.</translation>
    </message>
    <message>
        <source>The receipt did not come out. Look at the printer, then print it again.</source>
        <translation>Le reçu n’est pas sorti. Regardez l’imprimante, puis réimprimez-le.</translation>
    </message>
    <message>
        <source>Central sends the receipt by e-mail.</source>
        <translation>Le serveur central envoie le reçu par e-mail.</translation>
    </message>
    <message>
        <source>Without a receipt.</source>
        <translation>Sans reçu.</translation>
    </message>
    <message>
        <source>{number} has it</source>
        <translation>{number} a sa montre</translation>
    </message>
    <message>
        <source>Handed over at {time}, unit {serial}.</source>
        <translation>Remise à {time}, pièce {serial}.</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>Retour à la liste</translation>
    </message>
    <message>
        <source>{number} is being prepared again</source>
        <translation>{number}&#xa0;: de nouveau en préparation</translation>
    </message>
    <message>
        <source>The unit is not ready any more: ask the stockroom.</source>
        <translation>La pièce n’est plus prête&#xa0;: demandez à la réserve.</translation>
    </message>
    <message>
        <source>Choose the customer first, then scan the unit.</source>
        <translation>Choisissez d’abord le client, puis scannez la pièce.</translation>
    </message>
    <message>
        <source>First make sure who stands here.</source>
        <translation>Vérifiez d’abord qui est devant vous.</translation>
    </message>
    <message>
        <source>Not possible now: somebody else was quicker, or the rules do not allow it.</source>
        <translation>Impossible maintenant&#xa0;: quelqu’un a été plus rapide, ou les règles ne le permettent pas.</translation>
    </message>
    <message>
        <source>Not possible any more here: call a supervisor.</source>
        <translation>Plus possible ici&#xa0;: appelez un responsable.</translation>
    </message>
</context>
<context>
    <name>CounterPage</name>
    <message>
        <source>Ready</source>
        <translation>Prêtes</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>Ici</translation>
    </message>
    <message>
        <source>Elsewhere</source>
        <translation>Ailleurs</translation>
    </message>
    <message>
        <source>Apart</source>
        <translation>À part</translation>
    </message>
    <message>
        <source>Collected</source>
        <translation>Remises</translation>
    </message>
    <message>
        <source>Lists of customers</source>
        <translation>Listes de clients</translation>
    </message>
    <message>
        <source>Counter %1</source>
        <translation>Comptoir %1</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Clients</translation>
    </message>
    <message>
        <source>Nothing stands at another counter</source>
        <translation>Rien à un autre comptoir</translation>
    </message>
    <message>
        <source>Nobody waits apart</source>
        <translation>Personne ne patiente à part</translation>
    </message>
    <message>
        <source>Nobody has collected yet</source>
        <translation>Aucune remise pour l’instant</translation>
    </message>
    <message>
        <source>Nothing is ready</source>
        <translation>Rien n’est prêt</translation>
    </message>
    <message>
        <source>The next unit from the stockroom shows here by itself.</source>
        <translation>La prochaine pièce de la réserve s’affiche d’elle-même.</translation>
    </message>
    <message>
        <source>Check this unit</source>
        <translation>Vérifier cette pièce</translation>
    </message>
    <message>
        <source>Hand over anyway: why?</source>
        <translation>Remettre quand même&#xa0;: pourquoi&#xa0;?</translation>
    </message>
    <message>
        <source>%1. The reason is recorded.</source>
        <translation>%1. Le motif est enregistré.</translation>
    </message>
    <message>
        <source>Do not hand over</source>
        <translation>Ne pas remettre</translation>
    </message>
    <message>
        <source>Why does %1 bring it back?</source>
        <translation>Pourquoi %1 la rapporte&#xa0;?</translation>
    </message>
    <message>
        <source>It stays handed over</source>
        <translation>La remise reste valable</translation>
    </message>
    <message>
        <source>Is the unit sound?</source>
        <translation>La pièce est-elle saine&#xa0;?</translation>
    </message>
    <message>
        <source>Only what is whole and unused goes to another customer.</source>
        <translation>Seul ce qui est intact et neuf va à un autre client.</translation>
    </message>
    <message>
        <source>Put it into quarantine</source>
        <translation>La mettre en quarantaine</translation>
    </message>
    <message>
        <source>Sound: back to its shelf</source>
        <translation>Saine&#xa0;: de retour en rayon</translation>
    </message>
</context>
<context>
    <name>CustomerPage</name>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>Wants a moment</source>
        <translation>Un moment</translation>
    </message>
    <message>
        <source>Nobody came</source>
        <translation>Personne</translation>
    </message>
    <message>
        <source>Call again</source>
        <translation>Rappeler</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Appeler</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>Réimprimer</translation>
    </message>
    <message>
        <source>Take it back…</source>
        <translation>Reprendre…</translation>
    </message>
</context>
<context>
    <name>CustomerSummary</name>
    <message>
        <source>One step back</source>
        <translation>Une étape en arrière</translation>
    </message>
</context>
<context>
    <name>DayChart</name>
    <message>
        <source>Arrivals against slots, customers per quarter hour</source>
        <translation>Arrivées et créneaux, clients par quart d’heure</translation>
    </message>
    <message>
        <source>Came</source>
        <translation>Venus</translation>
    </message>
    <message>
        <source>Booked</source>
        <translation>Réservés</translation>
    </message>
    <message>
        <source>customers per ¼ hour</source>
        <translation>clients par ¼ d’heure</translation>
    </message>
    <message>
        <source>No reservations today</source>
        <translation>Aucune réservation aujourd’hui</translation>
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
    <name>Display</name>
    <message>
        <source>Ready</source>
        <translation>Prêt</translation>
    </message>
    <message>
        <source>Almost ready</source>
        <translation>Bientôt prêt</translation>
    </message>
    <message>
        <source>Being prepared</source>
        <translation>En préparation</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Bienvenue</translation>
    </message>
    <message>
        <source>Wait now</source>
        <translation>Attente</translation>
    </message>
    <message>
        <source>One moment please</source>
        <translation>Un instant, s’il vous plaît</translation>
    </message>
    <message>
        <source>Counter {number}</source>
        <translation>Comptoir {number}</translation>
    </message>
    <message>
        <source>Number {call}, please come to counter {number}.</source>
        <translation>Numéro {call}, comptoir {number}, s’il vous plaît.</translation>
    </message>
    <message>
        <source>about {minutes}&#xa0;min</source>
        <translation>environ {minutes}&#xa0;min</translation>
    </message>
    <message>
        <source>less than 5&#xa0;min</source>
        <translation>moins de 5&#xa0;min</translation>
    </message>
    <message>
        <source>As of {time}, {age} ago. Please listen for your number.</source>
        <translation>État de {time}, il y a {age}. Écoutez l’appel de votre numéro.</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>et {count} autres</translation>
    </message>
</context>
<context>
    <name>Doors</name>
    <message>
        <source>Reservations</source>
        <translation>Réservations</translation>
    </message>
    <message>
        <source>To send</source>
        <translation>À envoyer</translation>
    </message>
    <message>
        <source>Link to central</source>
        <translation>Lien avec le serveur central</translation>
    </message>
    <message>
        <source>Store hub</source>
        <translation>Relais du magasin</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Horloge</translation>
    </message>
    <message>
        <source>Staff list</source>
        <translation>Liste du personnel</translation>
    </message>
    <message>
        <source>Keys of the codes</source>
        <translation>Clés des codes</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Caméra</translation>
    </message>
    <message>
        <source>Hand scanner</source>
        <translation>Douchette</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Son</translation>
    </message>
    <message>
        <source>Receipt printer</source>
        <translation>Imprimante de reçus</translation>
    </message>
    <message>
        <source>Second screen</source>
        <translation>Second écran</translation>
    </message>
    <message>
        <source>Power</source>
        <translation>Alimentation</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Disque</translation>
    </message>
    <message>
        <source>Free space</source>
        <translation>Espace libre</translation>
    </message>
    <message>
        <source>Key store</source>
        <translation>Coffre à clés</translation>
    </message>
    <message>
        <source>Certificates</source>
        <translation>Certificats</translation>
    </message>
    <message>
        <source>Not needed here</source>
        <translation>Pas nécessaire ici</translation>
    </message>
    <message>
        <source>Not checked: the kiosk that runs here has not said lately how it stands</source>
        <translation>Non vérifié&#xa0;: la borne qui tourne ici n’a pas dit récemment où elle en est</translation>
    </message>
    <message>
        <source>Check on its own screen, or close it and check again.</source>
        <translation>Vérifiez sur son propre écran, ou fermez-la et vérifiez de nouveau.</translation>
    </message>
    <message>
        <source>All {held} are here, equal to central’s</source>
        <translation>Les {held} sont là, égales à celles du serveur central</translation>
    </message>
    <message>
        <source>None has come yet</source>
        <translation>Aucune n’est encore arrivée</translation>
    </message>
    <message>
        <source>Connect this terminal, and wait until all have come.</source>
        <translation>Connectez ce poste et attendez que toutes soient arrivées.</translation>
    </message>
    <message>
        <source>{held} of {expected} are here, not yet proven whole</source>
        <translation>{held} sur {expected} sont là, pas encore prouvées complètes</translation>
    </message>
    <message>
        <source>Keep this terminal connected until all have come.</source>
        <translation>Laissez ce poste connecté jusqu’à ce que toutes soient arrivées.</translation>
    </message>
    <message>
        <source>They differ from central’s, though they were fetched anew</source>
        <translation>Elles diffèrent de celles du serveur central, bien que rechargées</translation>
    </message>
    <message>
        <source>Use another terminal, and call support.</source>
        <translation>Prenez un autre poste et appelez l’assistance.</translation>
    </message>
    <message>
        <source>{count} rows of central cannot be read here</source>
        <translation>{count} lignes du serveur central sont illisibles ici</translation>
    </message>
    <message>
        <source>Update this kiosk, or have central’s rows corrected.</source>
        <translation>Mettez cette borne à jour, ou faites corriger ces lignes au serveur central.</translation>
    </message>
    <message>
        <source>{held} are here, last compared {minutes} min ago</source>
        <translation>{held} sont là, comparées pour la dernière fois il y a {minutes} min</translation>
    </message>
    <message>
        <source>Connect this terminal: what was booked since is not here.</source>
        <translation>Connectez ce poste&#xa0;: ce qui a été réservé depuis n’est pas là.</translation>
    </message>
    <message>
        <source>Nothing waits</source>
        <translation>Rien n’attend</translation>
    </message>
    <message>
        <source>{count} events wait for central</source>
        <translation>{count} événements attendent le serveur central</translation>
    </message>
    <message>
        <source>Keep this terminal connected until the number is 0.</source>
        <translation>Laissez ce poste connecté jusqu’à ce qu’il n’en reste aucun.</translation>
    </message>
    <message>
        <source>Central does not believe {count} events</source>
        <translation>Le serveur central ne croit pas {count} événements</translation>
    </message>
    <message>
        <source>Have support look at `kiosk outbox list`.</source>
        <translation>Faites regarder `kiosk outbox list` par l’assistance.</translation>
    </message>
    <message>
        <source>Two machines write as this terminal</source>
        <translation>Deux machines écrivent sous le nom de ce poste</translation>
    </message>
    <message>
        <source>Find the other one and switch it off. Then close the incident.</source>
        <translation>Trouvez l’autre et éteignez-la. Puis clôturez l’incident.</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Connecté</translation>
    </message>
    <message>
        <source>Not reached: this terminal goes on by itself</source>
        <translation>Injoignable&#xa0;: ce poste continue seul</translation>
    </message>
    <message>
        <source>Check cable or network before the doors open.</source>
        <translation>Vérifiez le câble ou le réseau avant l’ouverture.</translation>
    </message>
    <message>
        <source>Central refuses this terminal</source>
        <translation>Le serveur central refuse ce poste</translation>
    </message>
    <message>
        <source>Enrol it again.</source>
        <translation>Inscrivez-le de nouveau.</translation>
    </message>
    <message>
        <source>Something else than central answers</source>
        <translation>Autre chose que le serveur central répond</translation>
    </message>
    <message>
        <source>Log in to the store’s network, or take another one.</source>
        <translation>Connectez-vous au réseau du magasin, ou prenez-en un autre.</translation>
    </message>
    <message>
        <source>Central speaks another version</source>
        <translation>Le serveur central parle une autre version</translation>
    </message>
    <message>
        <source>Update this kiosk.</source>
        <translation>Mettez cette borne à jour.</translation>
    </message>
    <message>
        <source>Central answers with an error</source>
        <translation>Le serveur central répond par une erreur</translation>
    </message>
    <message>
        <source>Tell the head office. This terminal goes on by itself.</source>
        <translation>Prévenez le siège. Ce poste continue seul.</translation>
    </message>
    <message>
        <source>Not needed: this store has none</source>
        <translation>Pas nécessaire&#xa0;: ce magasin n’en a pas</translation>
    </message>
    <message>
        <source>Reached, and it reaches central</source>
        <translation>Joint, et il joint le serveur central</translation>
    </message>
    <message>
        <source>Reached, but it does not reach central; {count} events wait there</source>
        <translation>Joint, mais il ne joint pas le serveur central&#xa0;; {count} événements y attendent</translation>
    </message>
    <message>
        <source>Check the store’s line to the internet.</source>
        <translation>Vérifiez la ligne internet du magasin.</translation>
    </message>
    <message>
        <source>Not used: this terminal talks to central past it</source>
        <translation>Pas utilisé&#xa0;: ce poste parle directement au serveur central</translation>
    </message>
    <message>
        <source>Check that the hub’s machine is on, and in this network.</source>
        <translation>Vérifiez que la machine du relais est allumée et sur ce réseau.</translation>
    </message>
    <message>
        <source>Not reached</source>
        <translation>Injoignable</translation>
    </message>
    <message>
        <source>Right to {seconds} s</source>
        <translation>Juste à {seconds} s près</translation>
    </message>
    <message>
        <source>{seconds} s off</source>
        <translation>Décalée de {seconds} s</translation>
    </message>
    <message>
        <source>Have the system set its clock by the network.</source>
        <translation>Faites régler l’horloge du système par le réseau.</translation>
    </message>
    <message>
        <source>{seconds} s off: too much for time slots</source>
        <translation>Décalée de {seconds} s&#xa0;: trop pour des créneaux</translation>
    </message>
    <message>
        <source>Set the system’s clock, then check again.</source>
        <translation>Réglez l’horloge du système, puis vérifiez de nouveau.</translation>
    </message>
    <message>
        <source>Not compared with central’s since the start</source>
        <translation>Pas comparée avec le serveur central depuis le démarrage</translation>
    </message>
    <message>
        <source>Compare it with your watch, or connect this terminal.</source>
        <translation>Comparez-la avec votre montre, ou connectez ce poste.</translation>
    </message>
    <message>
        <source>{count} people, {supervisors} of them supervisors</source>
        <translation>{count} personnes, dont {supervisors} responsables</translation>
    </message>
    <message>
        <source>Nobody is on it: nobody can sign in</source>
        <translation>Personne n’y figure&#xa0;: personne ne peut s’identifier</translation>
    </message>
    <message>
        <source>Have central import the staff list, and connect this terminal.</source>
        <translation>Faites importer la liste au serveur central, et connectez ce poste.</translation>
    </message>
    <message>
        <source>{count} people, and no supervisor with a badge or a PIN</source>
        <translation>{count} personnes, et aucun responsable avec badge ou code PIN</translation>
    </message>
    <message>
        <source>Have central list one.</source>
        <translation>Faites-en inscrire un au serveur central.</translation>
    </message>
    <message>
        <source>Nobody signs in here: this is a trial</source>
        <translation>Personne ne s’identifie ici&#xa0;: c’est un essai</translation>
    </message>
    <message>
        <source>Set `production = true` before a launch day.</source>
        <translation>Mettez `production = true` avant un jour de lancement.</translation>
    </message>
    <message>
        <source>Signed codes can be checked until {day}</source>
        <translation>Les codes signés sont vérifiables jusqu’au {day}</translation>
    </message>
    <message>
        <source>Signed codes can be checked only until {day}</source>
        <translation>Les codes signés ne sont vérifiables que jusqu’au {day}</translation>
    </message>
    <message>
        <source>Have central publish the next key today.</source>
        <translation>Faites publier la clé suivante par le serveur central aujourd’hui.</translation>
    </message>
    <message>
        <source>Signed codes cannot be checked: no valid key is here</source>
        <translation>Les codes signés sont invérifiables&#xa0;: aucune clé valable ici</translation>
    </message>
    <message>
        <source>Connect this terminal. If that does not help, call the head office.</source>
        <translation>Connectez ce poste. Si cela ne suffit pas, appelez le siège.</translation>
    </message>
    <message>
        <source>{version}, the same on all {count} terminals</source>
        <translation>{version}, la même sur les {count} postes</translation>
    </message>
    <message>
        <source>{version} here, {others} elsewhere ({count} terminals)</source>
        <translation>{version} ici, {others} ailleurs ({count} postes)</translation>
    </message>
    <message>
        <source>Bring all terminals to one version.</source>
        <translation>Mettez tous les postes à la même version.</translation>
    </message>
    <message>
        <source>{version} here; {count} terminals have not told theirs today</source>
        <translation>{version} ici&#xa0;; {count} postes n’ont pas dit la leur aujourd’hui</translation>
    </message>
    <message>
        <source>Run and sign this check at every terminal.</source>
        <translation>Faites et signez cette vérification à chaque poste.</translation>
    </message>
    <message>
        <source>It has read the test card</source>
        <translation>Elle a lu la carte d’essai</translation>
    </message>
    <message>
        <source>It sends pictures; the test card was not shown</source>
        <translation>Elle envoie des images&#xa0;; la carte d’essai n’a pas été montrée</translation>
    </message>
    <message>
        <source>Hold the test card before the camera.</source>
        <translation>Présentez la carte d’essai à la caméra.</translation>
    </message>
    <message>
        <source>Not checked</source>
        <translation>Non vérifié</translation>
    </message>
    <message>
        <source>The test card was read from a file or a drawn scene, not by a camera</source>
        <translation>La carte a été lue dans un fichier ou une scène dessinée, pas par une caméra</translation>
    </message>
    <message>
        <source>Set [camera] to this terminal’s camera.</source>
        <translation>Réglez [camera] sur la caméra de ce poste.</translation>
    </message>
    <message>
        <source>It sends no pictures</source>
        <translation>Elle n’envoie pas d’images</translation>
    </message>
    <message>
        <source>Plug it out and in again; see that nothing covers it and no other program has it.</source>
        <translation>Débranchez-la et rebranchez-la&#xa0;; rien ne doit la couvrir, et aucun autre programme l’utiliser.</translation>
    </message>
    <message>
        <source>Not needed: none is configured</source>
        <translation>Pas nécessaire&#xa0;: aucune n’est configurée</translation>
    </message>
    <message>
        <source>It has read the test card, every character right</source>
        <translation>Elle a lu la carte d’essai, chaque caractère juste</translation>
    </message>
    <message>
        <source>Scan the test card with the hand scanner.</source>
        <translation>Scannez la carte d’essai avec la douchette.</translation>
    </message>
    <message>
        <source>It types for another keyboard than this terminal’s</source>
        <translation>Elle tape pour un autre clavier que celui de ce poste</translation>
    </message>
    <message>
        <source>Set it up as its sheet says (`kiosk hand-scanner sheet`).</source>
        <translation>Réglez-la comme le dit sa fiche (`kiosk hand-scanner sheet`).</translation>
    </message>
    <message>
        <source>It loses or changes characters</source>
        <translation>Elle perd ou change des caractères</translation>
    </message>
    <message>
        <source>The one that is configured is not there</source>
        <translation>Celle qui est configurée n’est pas là</translation>
    </message>
    <message>
        <source>Plug it in, or charge it.</source>
        <translation>Branchez-la, ou chargez-la.</translation>
    </message>
    <message>
        <source>It was heard</source>
        <translation>Il a été entendu</translation>
    </message>
    <message>
        <source>Play the tone, and say whether you hear it.</source>
        <translation>Jouez le son, et dites si vous l’entendez.</translation>
    </message>
    <message>
        <source>It was played and not heard</source>
        <translation>Il a été joué et pas entendu</translation>
    </message>
    <message>
        <source>Turn it up, or check the loudspeaker’s cable.</source>
        <translation>Montez le volume, ou vérifiez le câble du haut-parleur.</translation>
    </message>
    <message>
        <source>This machine has no loudspeaker</source>
        <translation>Cette machine n’a pas de haut-parleur</translation>
    </message>
    <message>
        <source>Connect one, or set `sound = false`.</source>
        <translation>Branchez-en un, ou mettez `sound = false`.</translation>
    </message>
    <message>
        <source>Not needed: sound is switched off</source>
        <translation>Pas nécessaire&#xa0;: le son est coupé</translation>
    </message>
    <message>
        <source>A trial receipt came out legible</source>
        <translation>Un reçu d’essai est sorti, lisible</translation>
    </message>
    <message>
        <source>Print a trial receipt, and say whether it is legible.</source>
        <translation>Imprimez un reçu d’essai, et dites s’il est lisible.</translation>
    </message>
    <message>
        <source>The trial receipt is not legible</source>
        <translation>Le reçu d’essai n’est pas lisible</translation>
    </message>
    <message>
        <source>Change the paper or the ink; check [receipt] in the configuration.</source>
        <translation>Changez le papier ou l’encre&#xa0;; vérifiez [receipt] dans la configuration.</translation>
    </message>
    <message>
        <source>The trial receipt did not come out</source>
        <translation>Le reçu d’essai n’est pas sorti</translation>
    </message>
    <message>
        <source>Check that it is on, has paper and is connected.</source>
        <translation>Vérifiez qu’elle est allumée, a du papier et est branchée.</translation>
    </message>
    <message>
        <source>It belongs here and is not there</source>
        <translation>Il devrait être là et n’y est pas</translation>
    </message>
    <message>
        <source>Switch it on, or check its cable.</source>
        <translation>Allumez-le, ou vérifiez son câble.</translation>
    </message>
    <message>
        <source>Not checked: no display can be asked from here</source>
        <translation>Non vérifié&#xa0;: aucun écran ne peut être interrogé d’ici</translation>
    </message>
    <message>
        <source>Check on the terminal’s own screen.</source>
        <translation>Vérifiez sur l’écran du poste.</translation>
    </message>
    <message>
        <source>Not needed: this terminal has one screen</source>
        <translation>Pas nécessaire&#xa0;: ce poste a un seul écran</translation>
    </message>
    <message>
        <source>On the mains, battery at {percent}&#xa0;%</source>
        <translation>Sur secteur, batterie à {percent}&#xa0;%</translation>
    </message>
    <message>
        <source>On the mains, but the battery is at {percent}&#xa0;% only</source>
        <translation>Sur secteur, mais batterie à {percent}&#xa0;% seulement</translation>
    </message>
    <message>
        <source>Leave it plugged in: it would not last through a power cut.</source>
        <translation>Laissez-le branché&#xa0;: il ne tiendrait pas une coupure.</translation>
    </message>
    <message>
        <source>On battery, at {percent}&#xa0;%</source>
        <translation>Sur batterie, à {percent}&#xa0;%</translation>
    </message>
    <message>
        <source>Plug it in.</source>
        <translation>Branchez-le.</translation>
    </message>
    <message>
        <source>On battery, at {percent}&#xa0;% only</source>
        <translation>Sur batterie, à {percent}&#xa0;% seulement</translation>
    </message>
    <message>
        <source>Plug it in now.</source>
        <translation>Branchez-le maintenant.</translation>
    </message>
    <message>
        <source>This machine tells of no battery and no UPS</source>
        <translation>Cette machine n’annonce ni batterie ni onduleur</translation>
    </message>
    <message>
        <source>Look at the UPS yourself. Without one, list `power` under [doors] not_needed.</source>
        <translation>Regardez l’onduleur vous-même. Sans onduleur, mettez `power` sous [doors] not_needed.</translation>
    </message>
    <message>
        <source>It writes safely within {ms} ms</source>
        <translation>Il écrit de façon sûre en {ms} ms</translation>
    </message>
    <message>
        <source>It takes {ms} ms to write safely</source>
        <translation>Il met {ms} ms à écrire de façon sûre</translation>
    </message>
    <message>
        <source>Check again. If it stays slow, use another terminal at the door.</source>
        <translation>Vérifiez de nouveau. S’il reste lent, prenez un autre poste à l’entrée.</translation>
    </message>
    <message>
        <source>It cannot be written: nothing would be saved</source>
        <translation>On ne peut pas y écrire&#xa0;: rien ne serait enregistré</translation>
    </message>
    <message>
        <source>Free some space, check permissions, or use another terminal.</source>
        <translation>Libérez de l’espace, vérifiez les droits, ou prenez un autre poste.</translation>
    </message>
    <message>
        <source>It writes; a damaged database was moved aside</source>
        <translation>Il écrit&#xa0;; une base endommagée a été mise de côté</translation>
    </message>
    <message>
        <source>Have support run `kiosk recover`, and take another terminal if you can.</source>
        <translation>Faites lancer `kiosk recover` par l’assistance, et prenez un autre poste si possible.</translation>
    </message>
    <message>
        <source>{mb} MB free</source>
        <translation>{mb} Mo libres</translation>
    </message>
    <message>
        <source>{mb} MB free: enough for the day, not for much more</source>
        <translation>{mb} Mo libres&#xa0;: assez pour la journée, pas beaucoup plus</translation>
    </message>
    <message>
        <source>Delete what is not needed.</source>
        <translation>Supprimez ce qui ne sert pas.</translation>
    </message>
    <message>
        <source>{mb} MB free: too little for the day</source>
        <translation>{mb} Mo libres&#xa0;: trop peu pour la journée</translation>
    </message>
    <message>
        <source>Delete what is not needed, now.</source>
        <translation>Supprimez ce qui ne sert pas, maintenant.</translation>
    </message>
    <message>
        <source>Not checked: the system does not tell</source>
        <translation>Non vérifié&#xa0;: le système ne le dit pas</translation>
    </message>
    <message>
        <source>Look at the disk’s free space yourself.</source>
        <translation>Regardez vous-même l’espace libre du disque.</translation>
    </message>
    <message>
        <source>Open, and the system keeps it encrypted</source>
        <translation>Ouvert, et le système le garde chiffré</translation>
    </message>
    <message>
        <source>A file that anybody can read: this is a trial</source>
        <translation>Un fichier que chacun peut lire&#xa0;: c’est un essai</translation>
    </message>
    <message>
        <source>It cannot be opened</source>
        <translation>Il ne s’ouvre pas</translation>
    </message>
    <message>
        <source>Log in to the system’s keyring, then start the kiosk again.</source>
        <translation>Ouvrez le trousseau du système, puis relancez la borne.</translation>
    </message>
    <message>
        <source>This terminal is not enrolled</source>
        <translation>Ce poste n’est pas inscrit</translation>
    </message>
    <message>
        <source>At central: `kiosk-central terminal invite`. Here: `kiosk enrol --scan`.</source>
        <translation>Au serveur central&#xa0;: `kiosk-central terminal invite`. Ici&#xa0;: `kiosk enrol --scan`.</translation>
    </message>
    <message>
        <source>This terminal was withdrawn</source>
        <translation>Ce poste a été retiré</translation>
    </message>
    <message>
        <source>Give it to a supervisor.</source>
        <translation>Donnez-le à un responsable.</translation>
    </message>
    <message>
        <source>The database cannot be opened</source>
        <translation>La base ne s’ouvre pas</translation>
    </message>
    <message>
        <source>See what `kiosk status` says, and use another terminal.</source>
        <translation>Voyez ce que dit `kiosk status`, et prenez un autre poste.</translation>
    </message>
    <message>
        <source>Good until {day}</source>
        <translation>Valables jusqu’au {day}</translation>
    </message>
    <message>
        <source>One ends on {day}</source>
        <translation>L’un expire le {day}</translation>
    </message>
    <message>
        <source>Have the head office renew it.</source>
        <translation>Faites-le renouveler par le siège.</translation>
    </message>
    <message>
        <source>One has ended on {day}: central will not be reached</source>
        <translation>L’un a expiré le {day}&#xa0;: le serveur central sera injoignable</translation>
    </message>
    <message>
        <source>Have the head office renew it. Check this terminal’s date as well.</source>
        <translation>Faites-le renouveler par le siège. Vérifiez aussi la date de ce poste.</translation>
    </message>
    <message>
        <source>One begins on {day} only: central will not be reached</source>
        <translation>L’un ne commence que le {day}&#xa0;: le serveur central sera injoignable</translation>
    </message>
    <message>
        <source>Check this terminal’s date.</source>
        <translation>Vérifiez la date de ce poste.</translation>
    </message>
    <message>
        <source>Not checked: a server was not reached, or is not believed</source>
        <translation>Non vérifié&#xa0;: un serveur est injoignable, ou n’est pas cru</translation>
    </message>
    <message>
        <source>Check again when this terminal is connected.</source>
        <translation>Vérifiez de nouveau quand ce poste est connecté.</translation>
    </message>
    <message>
        <source>Not needed: central is on this machine</source>
        <translation>Pas nécessaire&#xa0;: le serveur central est sur cette machine</translation>
    </message>
    <message>
        <source>1 row of central cannot be read here</source>
        <translation>1 ligne du serveur central est illisible ici</translation>
    </message>
    <message>
        <source>1 event waits for central</source>
        <translation>1 événement attend le serveur central</translation>
    </message>
    <message>
        <source>Central does not believe 1 event</source>
        <translation>Le serveur central ne croit pas 1 événement</translation>
    </message>
    <message>
        <source>Reached, but it does not reach central; 1 event waits there</source>
        <translation>Joint, mais il ne joint pas le serveur central&#xa0;; 1 événement y attend</translation>
    </message>
    <message>
        <source>1 person, and no supervisor with a badge or a PIN</source>
        <translation>1 personne, et aucun responsable avec badge ou code PIN</translation>
    </message>
    <message>
        <source>{version}, on the store’s only terminal</source>
        <translation>{version}, sur le seul poste du magasin</translation>
    </message>
    <message>
        <source>{version} here, {others} elsewhere (1 terminal)</source>
        <translation>{version} ici, {others} ailleurs (1 poste)</translation>
    </message>
    <message>
        <source>{version} here; 1 terminal has not told its own today</source>
        <translation>{version} ici&#xa0;; 1 poste n’a pas dit la sienne aujourd’hui</translation>
    </message>
    <message>
        <source>Reached, but it does not reach central</source>
        <translation>Joint, mais il ne joint pas le serveur central</translation>
    </message>
    <message>
        <source>{held} are here, and were never compared with central’s</source>
        <translation>{held} sont là, jamais comparées avec le serveur central</translation>
    </message>
    <message>
        <source>That was not the test card.</source>
        <translation>Ce n’était pas la carte d’essai.</translation>
    </message>
    <message>
        <source>Not signed: sign in first.</source>
        <translation>Pas signé&#xa0;: identifiez-vous d’abord.</translation>
    </message>
    <message>
        <source>Nobody has checked it</source>
        <translation>Personne ne l’a vérifié</translation>
    </message>
    <message>
        <source>not checked since {time}</source>
        <translation>pas vérifié depuis {time}</translation>
    </message>
    <message>
        <source>signed by {who}, {time}</source>
        <translation>signé par {who}, {time}</translation>
    </message>
    <message>
        <source>checked by itself, {time}</source>
        <translation>vérifié par lui-même, {time}</translation>
    </message>
    <message>
        <source>Another version: not every line can be read here</source>
        <translation>Autre version&#xa0;: toutes les lignes ne sont pas lisibles ici</translation>
    </message>
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
        <translation>Écran des clients</translation>
    </message>
</context>
<context>
    <name>DoorsLine</name>
    <message>
        <source>Ready</source>
        <translation>Prêt</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>À voir</translation>
    </message>
    <message>
        <source>Mend</source>
        <translation>À réparer</translation>
    </message>
    <message>
        <source>Not needed</source>
        <translation>Inutile ici</translation>
    </message>
</context>
<context>
    <name>DoorsPage</name>
    <message>
        <source>Checking…</source>
        <translation>Vérification…</translation>
    </message>
    <message>
        <source>Ready: the doors can open</source>
        <translation>Prêt&#xa0;: les portes peuvent ouvrir</translation>
    </message>
    <message>
        <source>Not ready: 1 thing to mend</source>
        <translation>Pas prêt&#xa0;: 1 chose à réparer</translation>
    </message>
    <message>
        <source>Not ready: %1 things to mend</source>
        <translation>Pas prêt&#xa0;: %1 choses à réparer</translation>
    </message>
    <message>
        <source>1 thing to look at</source>
        <translation>1 chose à voir</translation>
    </message>
    <message>
        <source>%1 things to look at</source>
        <translation>%1 choses à voir</translation>
    </message>
    <message>
        <source>Before the doors open</source>
        <translation>Avant l’ouverture</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Vérifier de nouveau</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>The terminal cannot read its memory. Try again, or call support.</source>
        <translation>La borne ne peut pas lire sa mémoire. Réessayez, ou appelez l’assistance.</translation>
    </message>
</context>
<context>
    <name>DoorsSheet</name>
    <message>
        <source>Checking…</source>
        <translation>Vérification…</translation>
    </message>
    <message>
        <source>Ready: all terminals were checked this morning</source>
        <translation>Prêt&#xa0;: tous les postes ont été vérifiés ce matin</translation>
    </message>
    <message>
        <source>1 terminal is not ready</source>
        <translation>1 poste n’est pas prêt</translation>
    </message>
    <message>
        <source>%1 terminals are not ready</source>
        <translation>%1 postes ne sont pas prêts</translation>
    </message>
    <message>
        <source>1 terminal to look at</source>
        <translation>1 poste à voir</translation>
    </message>
    <message>
        <source>%1 terminals to look at</source>
        <translation>%1 postes à voir</translation>
    </message>
    <message>
        <source>Before the doors open</source>
        <translation>Avant l’ouverture</translation>
    </message>
    <message>
        <source>Terminals</source>
        <translation>Postes</translation>
    </message>
    <message>
        <source>Checklist</source>
        <translation>Liste du matin</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Check here</source>
        <translation>Vérifier ici</translation>
    </message>
    <message>
        <source>Check this terminal</source>
        <translation>Vérifier ce poste</translation>
    </message>
    <message>
        <source>The terminal cannot read its memory. Try again, or call support.</source>
        <translation>La borne ne peut pas lire sa mémoire. Réessayez, ou appelez l’assistance.</translation>
    </message>
    <message>
        <source>No terminal is known yet</source>
        <translation>Aucun poste n’est encore connu</translation>
    </message>
    <message>
        <source>No day is planned yet</source>
        <translation>Aucune journée n’est encore prévue</translation>
    </message>
    <message>
        <source>Central publishes opening hours, teams and counters.</source>
        <translation>Le serveur central publie horaires, équipes et comptoirs.</translation>
    </message>
</context>
<context>
    <name>DoorsStep</name>
    <message>
        <source>Hold the test card before the camera</source>
        <translation>Présentez la carte d’essai à la caméra</translation>
    </message>
    <message>
        <source>Scan the test card with the hand scanner</source>
        <translation>Scannez la carte d’essai avec la douchette</translation>
    </message>
    <message>
        <source>Do you hear the tone?</source>
        <translation>Entendez-vous le son&#xa0;?</translation>
    </message>
    <message>
        <source>Print a trial receipt</source>
        <translation>Imprimez un reçu d’essai</translation>
    </message>
    <message>
        <source>Sign what was found</source>
        <translation>Signez ce qui a été trouvé</translation>
    </message>
    <message>
        <source>Signed at %1</source>
        <translation>Signé à %1</translation>
    </message>
    <message>
        <source>As a customer holds a phone: a hand’s breadth away, straight.</source>
        <translation>Comme un client tient son téléphone&#xa0;: à une main de distance, bien droit.</translation>
    </message>
    <message>
        <source>It must type or send every character of the card.</source>
        <translation>Elle doit transmettre chaque caractère de la carte.</translation>
    </message>
    <message>
        <source>Set it as loud as the store will be.</source>
        <translation>Réglez-le assez fort pour un magasin plein.</translation>
    </message>
    <message>
        <source>Look whether every letter is there.</source>
        <translation>Regardez si chaque lettre y est.</translation>
    </message>
    <message>
        <source>It goes to central and to all terminals, and stays for the report.</source>
        <translation>Le résultat va au serveur central et à tous les postes, et reste pour le rapport.</translation>
    </message>
    <message>
        <source>It goes to central as soon as this terminal is connected.</source>
        <translation>Le résultat part au serveur central dès que ce poste est connecté.</translation>
    </message>
    <message>
        <source>Play it again</source>
        <translation>Rejouer</translation>
    </message>
    <message>
        <source>Play the tone</source>
        <translation>Jouer le son</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Oui</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Non</translation>
    </message>
    <message>
        <source>It is being printed…</source>
        <translation>Impression en cours…</translation>
    </message>
    <message>
        <source>Print it again</source>
        <translation>Réimprimer</translation>
    </message>
    <message>
        <source>Print it</source>
        <translation>Imprimer</translation>
    </message>
    <message>
        <source>Legible</source>
        <translation>Lisible</translation>
    </message>
    <message>
        <source>Not legible</source>
        <translation>Illisible</translation>
    </message>
    <message>
        <source>Leave it out</source>
        <translation>Passer</translation>
    </message>
    <message>
        <source>Sign and keep</source>
        <translation>Signer et garder</translation>
    </message>
</context>
<context>
    <name>DoorsTerminal</name>
    <message>
        <source>Ready</source>
        <translation>Prêt</translation>
    </message>
    <message>
        <source>Not ready</source>
        <translation>Pas prêt</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>À voir</translation>
    </message>
</context>
<context>
    <name>FaceField</name>
    <message>
        <source>Reserved</source>
        <translation>Réservée</translation>
    </message>
    <message>
        <source>Scanned</source>
        <translation>Scannée</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>différent</translation>
    </message>
</context>
<context>
    <name>FetchPanel</name>
    <message>
        <source>Lay ready</source>
        <translation>À préparer d’avance</translation>
    </message>
    <message>
        <source>For those who come next. Touch when it is done.</source>
        <translation>Pour les prochains clients. Touchez quand c’est fait.</translation>
    </message>
</context>
<context>
    <name>FinderSheet</name>
    <message>
        <source>Find a reservation</source>
        <translation>Chercher une réservation</translation>
    </message>
    <message>
        <source>Name, or last four digits</source>
        <translation>Nom, ou quatre derniers chiffres</translation>
    </message>
    <message>
        <source>Nobody found in this terminal’s copy</source>
        <translation>Personne dans la copie de ce poste</translation>
    </message>
    <message>
        <source>Type the beginning of a first or last name</source>
        <translation>Tapez le début d’un prénom ou d’un nom</translation>
    </message>
</context>
<context>
    <name>GroupWords</name>
    <message>
        <source>Expected</source>
        <translation>Attendus</translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation>Arrivés</translation>
    </message>
    <message>
        <source>In preparation</source>
        <translation>En préparation</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Prêts</translation>
    </message>
    <message>
        <source>Collected</source>
        <translation>Retirés</translation>
    </message>
    <message>
        <source>Not come</source>
        <translation>Pas venus</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problème</translation>
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
    <name>HistoryLine</name>
    <message>
        <source>%1 (taken back)</source>
        <translation>%1 (annulé)</translation>
    </message>
</context>
<context>
    <name>HistorySheet</name>
    <message>
        <source>The terminal cannot read its memory. Try again, or call support.</source>
        <translation>Le poste ne peut pas lire sa mémoire. Réessayez, ou appelez l’assistance.</translation>
    </message>
    <message>
        <source>Nothing has happened yet</source>
        <translation>Il ne s’est encore rien passé</translation>
    </message>
    <message>
        <source>Not come: take it back</source>
        <translation>Non venu&#xa0;: annuler le marquage</translation>
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
    <name>LabelSheet</name>
    <message>
        <source>Type the label</source>
        <translation>Saisir l’étiquette</translation>
    </message>
    <message>
        <source>Article number</source>
        <translation>Numéro d’article</translation>
    </message>
    <message>
        <source>Serial number</source>
        <translation>Numéro de série</translation>
    </message>
    <message>
        <source>Check this box</source>
        <translation>Vérifier cette boîte</translation>
    </message>
    <message>
        <source>Then the serial number</source>
        <translation>Puis le numéro de série</translation>
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
    <name>Later</name>
    <message>
        <source>{name}: the slot was {slot}.</source>
        <translation>{name}&#xa0;: le créneau était {slot}.</translation>
    </message>
    <message>
        <source>Places here: {places}</source>
        <translation>Places ici&#xa0;: {places}</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>Complet</translation>
    </message>
    <message>
        <source>None here. {others}</source>
        <translation>Aucune ici. {others}</translation>
    </message>
    <message>
        <source>None here</source>
        <translation>Aucune place ici</translation>
    </message>
    <message>
        <source>{terminal}: {places}</source>
        <translation>{terminal}&#xa0;: {places}</translation>
    </message>
    <message>
        <source>This entrance has given away the places it holds. It gets more as soon as central hears of it.</source>
        <translation>Cette entrée a donné toutes les places qu’elle détient. Elle en reçoit d’autres dès que le serveur central l’apprend.</translation>
    </message>
    <message>
        <source>There is no later slot today. Call a supervisor.</source>
        <translation>Il n’y a plus de créneau aujourd’hui. Appelez un responsable.</translation>
    </message>
    <message>
        <source>This customer is on the waiting list.</source>
        <translation>Ce client est sur la liste d’attente.</translation>
    </message>
    <message>
        <source>Your new slot is {slot}. Please take a photograph of this code; your old one works too.</source>
        <translation>Votre nouveau créneau&#xa0;: {slot}. Photographiez ce code&#xa0;; l’ancien reste valable.</translation>
    </message>
    <message>
        <source>Your new slot is {slot}. Your code stays the same.</source>
        <translation>Votre nouveau créneau&#xa0;: {slot}. Votre code reste le même.</translation>
    </message>
    <message>
        <source>Places left here in this slot: {places}</source>
        <translation>Places restantes ici sur ce créneau&#xa0;: {places}</translation>
    </message>
    <message>
        <source>Booked again. What was paid back is to be paid at the payment desk first.</source>
        <translation>Réservé de nouveau. Ce qui a été remboursé se paie d’abord à la caisse.</translation>
    </message>
    <message>
        <source>On the list</source>
        <translation>Sur la liste</translation>
    </message>
    <message>
        <source>Ask to wait nearby</source>
        <translation>Invitez à patienter à proximité</translation>
    </message>
    <message>
        <source>As soon as there is a place, the waiting list says so. Scan the code again then.</source>
        <translation>Dès qu’une place se libère, la liste d’attente le dit. Scannez alors de nouveau le code.</translation>
    </message>
    <message>
        <source>There is no place just now. We have put you on the waiting list.</source>
        <translation>Il n’y a pas de place pour l’instant. Vous êtes sur la liste d’attente.</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>Annulé</translation>
    </message>
    <message>
        <source>The place is free again. The customer’s slot is {slot}, as before.</source>
        <translation>La place est de nouveau libre. Le créneau du client est {slot}, comme avant.</translation>
    </message>
</context>
<context>
    <name>LaterSheet</name>
    <message>
        <source>Later slots today</source>
        <translation>Créneaux suivants aujourd’hui</translation>
    </message>
    <message>
        <source>Waiting list</source>
        <translation>Liste d’attente</translation>
    </message>
</context>
<context>
    <name>Leaving</name>
    <message>
        <source>Safe to wipe?</source>
        <translation>Effaçable&#xa0;?</translation>
    </message>
    <message>
        <source>Safe to wipe</source>
        <translation>Effaçable sans perte</translation>
    </message>
    <message>
        <source>Not safe to wipe</source>
        <translation>Pas encore effaçable</translation>
    </message>
    <message>
        <source>Central has signed for everything that this terminal did.</source>
        <translation>Le serveur central a signé tout ce que ce terminal a fait.</translation>
    </message>
    <message>
        <source>Central has not signed for {count} of this terminal’s events. A hub’s word does not count: behind a hub, use kiosk purge.</source>
        <translation>Le serveur central n’a pas signé {count} événements de ce terminal. La parole d’un relais ne compte pas&#xa0;: derrière un relais, utilisez kiosk purge.</translation>
    </message>
    <message>
        <source>{count} files could not be read once, and may know what nobody else does: kiosk recover.</source>
        <translation>{count} fichiers étaient illisibles et savent peut-être ce que personne d’autre ne sait&#xa0;: kiosk recover.</translation>
    </message>
    <message>
        <source>Another terminal takes its place</source>
        <translation>Un autre terminal le remplace</translation>
    </message>
    <message>
        <source>It goes back to its owner</source>
        <translation>Il retourne à son propriétaire</translation>
    </message>
    <message>
        <source>It was set up wrongly</source>
        <translation>Il a été mal installé</translation>
    </message>
    <message>
        <source>The head office asked for it</source>
        <translation>Le siège l’a demandé</translation>
    </message>
</context>
<context>
    <name>LeavingPanel</name>
    <message>
        <source>Its key and all its data are destroyed, and it stops. It must be enrolled again before it can be used. What happened stays at central.</source>
        <translation>Sa clé et toutes ses données sont détruites, et il s’arrête. Il doit être inscrit de nouveau avant de servir. Ce qui s’est passé reste au serveur central.</translation>
    </message>
    <message>
        <source>The day is not over. It is emptied all the same, because:</source>
        <translation>La journée n’est pas finie. Il est vidé quand même, parce que&#xa0;:</translation>
    </message>
    <message>
        <source>Because: %1</source>
        <translation>Parce que&#xa0;: %1</translation>
    </message>
    <message>
        <source>Keep everything</source>
        <translation>Tout garder</translation>
    </message>
    <message>
        <source>Empty this terminal</source>
        <translation>Vider ce terminal</translation>
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
    <name>Morning</name>
    <message>
        <source>Greeter</source>
        <translation>Accueil</translation>
    </message>
    <message>
        <source>Runner</source>
        <translation>Préparation</translation>
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
        <source>greeter</source>
        <translation>à l’accueil</translation>
    </message>
    <message>
        <source>greeters</source>
        <translation>à l’accueil</translation>
    </message>
    <message>
        <source>runner</source>
        <translation>en préparation</translation>
    </message>
    <message>
        <source>runners</source>
        <translation>en préparation</translation>
    </message>
    <message>
        <source>at the counters</source>
        <translation>aux comptoirs</translation>
    </message>
    <message>
        <source>supervisor</source>
        <translation>responsable</translation>
    </message>
    <message>
        <source>supervisors</source>
        <translation>responsables</translation>
    </message>
    <message>
        <source>Anybody</source>
        <translation>Tout le monde</translation>
    </message>
    <message>
        <source>{who}, by {time}</source>
        <translation>{who}, avant {time}</translation>
    </message>
    <message>
        <source>{who}, at {time}</source>
        <translation>{who}, à {time}</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Personne</translation>
    </message>
    <message>
        <source>{booked} of {places} booked</source>
        <translation>{booked} sur {places} réservées</translation>
    </message>
    <message>
        <source>{booked} booked</source>
        <translation>{booked} réservées</translation>
    </message>
    <message>
        <source>Open from {opens} to {closes}.</source>
        <translation>Ouvert de {opens} à {closes}.</translation>
    </message>
    <message>
        <source>Counters: {counters}.</source>
        <translation>Comptoirs&#xa0;: {counters}.</translation>
    </message>
    <message>
        <source>Not ticked: somebody has been here before, or the list has changed. Look again.</source>
        <translation>Pas coché&#xa0;: quelqu’un est passé avant, ou la liste a changé. Regardez de nouveau.</translation>
    </message>
</context>
<context>
    <name>MovedSheet</name>
    <message>
        <source>Moved</source>
        <translation>Déplacé</translation>
    </message>
    <message>
        <source>Next customer</source>
        <translation>Client suivant</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Or say</source>
        <translation>Ou dire</translation>
    </message>
</context>
<context>
    <name>NumberPad</name>
    <message>
        <source>Erase</source>
        <translation>Effacer</translation>
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
    <name>PaymentSheet</name>
    <message>
        <source>Payment</source>
        <translation>Paiement</translation>
    </message>
    <message>
        <source>Reference on the payment’s slip; no card number, no name</source>
        <translation>Référence du ticket&#xa0;; ni numéro de carte, ni nom</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>Payé</translation>
    </message>
    <message>
        <source>Refused again</source>
        <translation>Encore refusé</translation>
    </message>
</context>
<context>
    <name>PeopleSheet</name>
    <message>
        <source>Nobody any more</source>
        <translation>Plus personne</translation>
    </message>
</context>
<context>
    <name>PersonLine</name>
    <message>
        <source>%1 min</source>
        <translation>%1&#xa0;min</translation>
    </message>
</context>
<context>
    <name>PinEntry</name>
    <message>
        <source>Erase</source>
        <translation>Effacer</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Continuer</translation>
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
    <name>QueueTable</name>
    <message>
        <source>The day by slot and stage</source>
        <translation>La journée par créneau et par étape</translation>
    </message>
    <message>
        <source>Whole day</source>
        <translation>Journée</translation>
    </message>
    <message>
        <source>No reservations today</source>
        <translation>Aucune réservation aujourd’hui</translation>
    </message>
    <message>
        <source>They appear here as soon as this terminal has received them.</source>
        <translation>Elles apparaissent ici dès que ce poste les a reçues.</translation>
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
    <name>SecondSheet</name>
    <message>
        <source>A second person</source>
        <translation>Une deuxième personne</translation>
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
    <name>ShortageSheet</name>
    <message>
        <source>What can we offer?</source>
        <translation>Que proposer&#xa0;?</translation>
    </message>
    <message>
        <source>A later slot</source>
        <translation>Un créneau plus tard</translation>
    </message>
    <message>
        <source>Let the customer wait</source>
        <translation>Laisser le client attendre</translation>
    </message>
</context>
<context>
    <name>SidePanel</name>
    <message>
        <source>Day</source>
        <translation>Journée</translation>
    </message>
    <message>
        <source>Crew</source>
        <translation>Équipe</translation>
    </message>
    <message>
        <source>Stock</source>
        <translation>Stock</translation>
    </message>
    <message>
        <source>Terminals</source>
        <translation>Postes</translation>
    </message>
    <message>
        <source>Expected wait of who comes</source>
        <translation>Attente prévue à l’arrivée</translation>
    </message>
    <message>
        <source>Nobody has begun yet</source>
        <translation>Personne n’a encore commencé</translation>
    </message>
    <message>
        <source>No models received yet</source>
        <translation>Aucun modèle reçu</translation>
    </message>
    <message>
        <source>Needed: %1 here, %2 to come</source>
        <translation>À servir&#xa0;: %1 sur place, %2 à venir</translation>
    </message>
    <message>
        <source>Prepared: %1 · handed over: %2 · put aside: %3</source>
        <translation>Préparées&#xa0;: %1 · remises&#xa0;: %2 · écartées&#xa0;: %3</translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message>
        <source>Sign in</source>
        <translation>Connexion</translation>
    </message>
    <message>
        <source>Show your badge, or type your number.</source>
        <translation>Présentez votre badge, ou tapez votre numéro.</translation>
    </message>
    <message>
        <source>Your PIN</source>
        <translation>Votre code PIN</translation>
    </message>
    <message>
        <source>Of number {number}. It is not shown.</source>
        <translation>Du numéro {number}. Il n’est pas affiché.</translation>
    </message>
    <message>
        <source>Choose your own PIN</source>
        <translation>Choisissez votre code PIN</translation>
    </message>
    <message>
        <source>Six to eight digits that nobody guesses. The first PIN is used up.</source>
        <translation>Six à huit chiffres que personne ne devine. Le premier code ne sert plus.</translation>
    </message>
    <message>
        <source>The same PIN again</source>
        <translation>Le même code encore une fois</translation>
    </message>
    <message>
        <source>So that a slip of the finger does not lock you out.</source>
        <translation>Pour qu’une faute de frappe ne vous bloque pas.</translation>
    </message>
    <message>
        <source>It takes two people</source>
        <translation>Il faut être deux</translation>
    </message>
    <message>
        <source>The reservation is cancelled. A colleague of the counter shows a badge, or types a number.</source>
        <translation>La réservation est annulée. Un collègue du comptoir présente son badge, ou tape son numéro.</translation>
    </message>
    <message>
        <source>The staff list has not come to this terminal yet. It comes from central: wait, or check the network.</source>
        <translation>La liste du personnel n’est pas encore arrivée sur cette borne. Elle vient du serveur central&#xa0;: patientez, ou vérifiez le réseau.</translation>
    </message>
    <message>
        <source>Not signed in: the terminal cannot write to its memory. Call support.</source>
        <translation>Non connecté&#xa0;: la borne ne peut pas écrire dans sa mémoire. Appelez l’assistance.</translation>
    </message>
    <message>
        <source>The two were different. Choose once more.</source>
        <translation>Les deux étaient différents. Choisissez à nouveau.</translation>
    </message>
    <message>
        <source>Too many wrong PINs. Wait {left}, or show your badge.</source>
        <translation>Trop de codes faux. Attendez {left}, ou présentez votre badge.</translation>
    </message>
    <message>
        <source>{name} stands by. Hand over now.</source>
        <translation>{name} est témoin. Remettez maintenant.</translation>
    </message>
    <message>
        <source>Sign in first.</source>
        <translation>Connectez-vous d’abord.</translation>
    </message>
    <message>
        <source>The number or the PIN is wrong: try again, or show your badge</source>
        <translation>Le numéro ou le code est faux&#xa0;: réessayez, ou présentez votre badge</translation>
    </message>
    <message>
        <source>This badge is not good any more: use your PIN or call a supervisor</source>
        <translation>Ce badge n’est plus valable&#xa0;: utilisez votre code ou appelez un responsable</translation>
    </message>
    <message>
        <source>This is no badge of this store</source>
        <translation>Ce n’est pas un badge de cette boutique</translation>
    </message>
    <message>
        <source>This is a first PIN: sign in with it once, and choose your own</source>
        <translation>C’est un premier code&#xa0;: connectez-vous une fois avec lui et choisissez le vôtre</translation>
    </message>
    <message>
        <source>It takes another person than the one who is signed in</source>
        <translation>Il faut une autre personne que celle qui est connectée</translation>
    </message>
    <message>
        <source>It takes a colleague of the counter or a supervisor</source>
        <translation>Il faut un collègue du comptoir ou un responsable</translation>
    </message>
    <message>
        <source>Sign in with the first PIN again</source>
        <translation>Reconnectez-vous avec le premier code</translation>
    </message>
    <message>
        <source>This is the first PIN: choose another</source>
        <translation>C’est le premier code&#xa0;: choisissez-en un autre</translation>
    </message>
    <message>
        <source>A PIN has 6 to 8 digits</source>
        <translation>Un code PIN a 6 à 8 chiffres</translation>
    </message>
    <message>
        <source>All the same, or counted up or down, is guessed first: choose another</source>
        <translation>Tous pareils, ou qui se suivent, c’est deviné en premier&#xa0;: choisissez-en un autre</translation>
    </message>
    <message>
        <source>Use at least three different digits</source>
        <translation>Utilisez au moins trois chiffres différents</translation>
    </message>
    <message>
        <source>Your number must not stand in it: choose another</source>
        <translation>Votre numéro ne doit pas y figurer&#xa0;: choisissez-en un autre</translation>
    </message>
</context>
<context>
    <name>SignInPage</name>
    <message>
        <source>Nobody can sign in yet</source>
        <translation>Personne ne peut encore se connecter</translation>
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
    <message>
        <source>As of {time}: what other terminals did since then is missing</source>
        <translation>État de {time}&#xa0;: il manque ce que les autres terminaux ont fait depuis</translation>
    </message>
    <message>
        <source>One digit of the article number is wrong or missing.</source>
        <translation>Un chiffre du numéro d’article est faux ou manque.</translation>
    </message>
    <message>
        <source>Type the serial number too.</source>
        <translation>Saisissez aussi le numéro de série.</translation>
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
        <source>Check this terminal</source>
        <translation>Vérifier ce poste</translation>
    </message>
    <message>
        <source>End the program</source>
        <translation>Quitter le programme</translation>
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
        <source>%1. Check this terminal</source>
        <translation>%1. Vérifier ce poste</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Sign out %1</source>
        <translation>Déconnecter %1</translation>
    </message>
    <message>
        <source>Choose another station</source>
        <translation>Choisir un autre poste</translation>
    </message>
</context>
<context>
    <name>StepBattery</name>
    <message>
        <source>Confirm</source>
        <translation>Valider</translation>
    </message>
    <message>
        <source>No number to be seen?</source>
        <translation>Aucun chiffre affiché&#xa0;?</translation>
    </message>
    <message>
        <source>It starts</source>
        <translation>Elle démarre</translation>
    </message>
    <message>
        <source>Too weak</source>
        <translation>Trop faible</translation>
    </message>
</context>
<context>
    <name>StepCounter</name>
    <message>
        <source>Counter %1</source>
        <translation>Comptoir %1</translation>
    </message>
    <message>
        <source>Another counter</source>
        <translation>Autre comptoir</translation>
    </message>
</context>
<context>
    <name>StepFinish</name>
    <message>
        <source>Was the watch shown?</source>
        <translation>La montre a-t-elle été présentée&#xa0;?</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>Présentée</translation>
    </message>
    <message>
        <source>Not shown</source>
        <translation>Non</translation>
    </message>
    <message>
        <source>Demonstration</source>
        <translation>Démonstration</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Reçu</translation>
    </message>
    <message>
        <source>A supervisor’s reason…</source>
        <translation>Motif du responsable…</translation>
    </message>
    <message>
        <source>Hand over %1</source>
        <translation>Remettre à %1</translation>
    </message>
</context>
<context>
    <name>StepInspect</name>
    <message>
        <source>The seal is whole</source>
        <translation>Le scellé est intact</translation>
    </message>
    <message>
        <source>Corners and edges are sharp</source>
        <translation>Coins et arêtes sont nets</translation>
    </message>
    <message>
        <source>No scratch, no stain</source>
        <translation>Ni rayure ni tache</translation>
    </message>
    <message>
        <source>All good</source>
        <translation>Tout est bon</translation>
    </message>
    <message>
        <source>Damaged…</source>
        <translation>Abîmée…</translation>
    </message>
</context>
<context>
    <name>StepPath</name>
    <message>
        <source>Steps</source>
        <translation>Étapes</translation>
    </message>
    <message>
        <source>done</source>
        <translation>faite</translation>
    </message>
    <message>
        <source>now</source>
        <translation>en cours</translation>
    </message>
    <message>
        <source>to come</source>
        <translation>à venir</translation>
    </message>
</context>
<context>
    <name>StepProxy</name>
    <message>
        <source>Erase</source>
        <translation>Effacer</translation>
    </message>
</context>
<context>
    <name>StepScan</name>
    <message>
        <source>Type the label instead</source>
        <translation>Saisir l’étiquette à la main</translation>
    </message>
</context>
<context>
    <name>StepUnit</name>
    <message>
        <source>Locked</source>
        <translation>Verrouillé</translation>
    </message>
    <message>
        <source>Type the label instead</source>
        <translation>Saisir l’étiquette à la main</translation>
    </message>
</context>
<context>
    <name>StockSheet</name>
    <message>
        <source>Stock</source>
        <translation>Stock</translation>
    </message>
    <message>
        <source>No models received yet</source>
        <translation>Aucun modèle reçu</translation>
    </message>
    <message>
        <source>Counted?</source>
        <translation>Compté&#xa0;?</translation>
    </message>
    <message>
        <source>Save it, because:</source>
        <translation>Enregistrer, parce que&#xa0;:</translation>
    </message>
</context>
<context>
    <name>Stockroom</name>
    <message>
        <source>Scan the box</source>
        <translation>Scanner la boîte</translation>
    </message>
    <message>
        <source>Fetch it from shelf {shelf}, then scan the label of the box.</source>
        <translation>Allez la chercher au rayon {shelf}, puis scannez l’étiquette de la boîte.</translation>
    </message>
    <message>
        <source>Look at the packaging</source>
        <translation>Vérifier l’emballage</translation>
    </message>
    <message>
        <source>Seal whole, corners sharp, no marks?</source>
        <translation>Scellé intact, coins nets, aucune trace&#xa0;?</translation>
    </message>
    <message>
        <source>Test the battery</source>
        <translation>Tester la batterie</translation>
    </message>
    <message>
        <source>What does the watch show? At least {percent}&#xa0;% is needed.</source>
        <translation>Qu’affiche la montre&#xa0;? Il faut au moins {percent}&#xa0;%.</translation>
    </message>
    <message>
        <source>Bring to a counter</source>
        <translation>Porter au comptoir</translation>
    </message>
    <message>
        <source>Bring it to a counter</source>
        <translation>Portez-la à un comptoir</translation>
    </message>
    <message>
        <source>Where does it stand now?</source>
        <translation>Où est-elle maintenant&#xa0;?</translation>
    </message>
    <message>
        <source>Fetch it, then scan the label of the box.</source>
        <translation>Allez la chercher, puis scannez l’étiquette de la boîte.</translation>
    </message>
    <message>
        <source>Model not received yet</source>
        <translation>Modèle pas encore reçu</translation>
    </message>
    <message>
        <source>On time</source>
        <translation>À l’heure</translation>
    </message>
    <message>
        <source>Hurry</source>
        <translation>Vite</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>En retard</translation>
    </message>
    <message>
        <source>promised {time}</source>
        <translation>promise {time}</translation>
    </message>
    <message>
        <source>None on the shelf: ask a supervisor</source>
        <translation>Plus rien en rayon&#xa0;: demandez à un responsable</translation>
    </message>
    <message>
        <source>Shelf {shelf}</source>
        <translation>Rayon {shelf}</translation>
    </message>
    <message>
        <source>Counter {counter}</source>
        <translation>Comptoir {counter}</translation>
    </message>
    <message>
        <source>{who} has it</source>
        <translation>{who} s’en occupe</translation>
    </message>
    <message>
        <source>Yours at another terminal, {step}. Touch to go on here</source>
        <translation>À vous sur un autre poste, {step}. Touchez pour continuer ici</translation>
    </message>
    <message>
        <source>step {step} of {steps}</source>
        <translation>étape {step} sur {steps}</translation>
    </message>
    <message>
        <source>1 more on shelf {shelf}</source>
        <translation>1 autre au rayon {shelf}</translation>
    </message>
    <message>
        <source>{count} more on shelf {shelf}</source>
        <translation>{count} autres au rayon {shelf}</translation>
    </message>
    <message>
        <source>for {time}</source>
        <translation>pour {time}</translation>
    </message>
    <message>
        <source>free</source>
        <translation>libre</translation>
    </message>
    <message>
        <source>{count} there</source>
        <translation>{count} en attente</translation>
    </message>
    <message>
        <source>{who} took it too, but you were first</source>
        <translation>{who} l’a prise aussi, mais vous étiez en premier</translation>
    </message>
    <message>
        <source>Refused before: {reasons}</source>
        <translation>Déjà refusée&#xa0;: {reasons}</translation>
    </message>
    <message>
        <source>Undo: {step}</source>
        <translation>Annuler&#xa0;: {step}</translation>
    </message>
    <message>
        <source>Packaging damaged</source>
        <translation>Emballage abîmé</translation>
    </message>
    <message>
        <source>Watch damaged</source>
        <translation>Montre abîmée</translation>
    </message>
    <message>
        <source>Not what the box says</source>
        <translation>Autre contenu que sur la boîte</translation>
    </message>
    <message>
        <source>Battery too weak</source>
        <translation>Batterie trop faible</translation>
    </message>
    <message>
        <source>Another reason</source>
        <translation>Autre raison</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modèle</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Taille</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>Boîtier</translation>
    </message>
    <message>
        <source>Band</source>
        <translation>Bracelet</translation>
    </message>
    <message>
        <source>Scan another box</source>
        <translation>Scanner une autre boîte</translation>
    </message>
    <message>
        <source>Scan again</source>
        <translation>Scanner de nouveau</translation>
    </message>
    <message>
        <source>Fetch another one</source>
        <translation>En chercher une autre</translation>
    </message>
    <message>
        <source>It is back on its shelf</source>
        <translation>Elle est remise en rayon</translation>
    </message>
    <message>
        <source>Let go</source>
        <translation>La lui laisser</translation>
    </message>
    <message>
        <source>Back to the board</source>
        <translation>Retour au tableau</translation>
    </message>
    <message>
        <source>You both took {number}; it is theirs. If you fetched a box, put it back on its shelf.</source>
        <translation>Vous avez pris {number} tous les deux&#xa0;; elle lui revient. Si vous aviez une boîte, remettez-la en rayon.</translation>
    </message>
    <message>
        <source>Wrong box</source>
        <translation>Mauvaise boîte</translation>
    </message>
    <message>
        <source>Put it back and fetch the reserved one from shelf {shelf}.</source>
        <translation>Remettez-la et prenez celle réservée, rayon {shelf}.</translation>
    </message>
    <message>
        <source>Not a box of this launch</source>
        <translation>Boîte hors lancement</translation>
    </message>
    <message>
        <source>No product of the launch has the number on this label.</source>
        <translation>Aucun produit du lancement ne porte ce numéro.</translation>
    </message>
    <message>
        <source>Scan the other label</source>
        <translation>Scannez l’autre étiquette</translation>
    </message>
    <message>
        <source>Right product, but this label does not say which unit. Look for one with a serial.</source>
        <translation>Bon produit, mais cette étiquette ne dit pas quelle pièce. Cherchez celle avec le numéro de série.</translation>
    </message>
    <message>
        <source>This unit is taken</source>
        <translation>Cette pièce est prise</translation>
    </message>
    <message>
        <source>It was refused, or belongs to another customer. Fetch another one.</source>
        <translation>Elle a été refusée ou revient à un autre client. Prenez-en une autre.</translation>
    </message>
    <message>
        <source>Another unit</source>
        <translation>Autre pièce</translation>
    </message>
    <message>
        <source>Right product, but not the unit of this task.</source>
        <translation>Bon produit, mais pas la pièce de cette tâche.</translation>
    </message>
    <message>
        <source>It belongs to {number}. Fetch another one.</source>
        <translation>Elle revient à {number}. Prenez-en une autre.</translation>
    </message>
    <message>
        <source>Label not readable</source>
        <translation>Étiquette illisible</translation>
    </message>
    <message>
        <source>Part of it is damaged. Scan it again, or type what is printed below it.</source>
        <translation>Elle est abîmée. Scannez-la encore, ou saisissez ce qui est imprimé dessous.</translation>
    </message>
    <message>
        <source>This is not a box</source>
        <translation>Ce n’est pas une boîte</translation>
    </message>
    <message>
        <source>A customer’s code or another one. Scan the label of the box.</source>
        <translation>C’est le code d’un client ou un autre. Scannez l’étiquette de la boîte.</translation>
    </message>
    <message>
        <source>Put this unit aside for quarantine and fetch another one. {number} keeps its place.</source>
        <translation>Mettez cette pièce en quarantaine et prenez-en une autre. {number} garde sa place.</translation>
    </message>
    <message>
        <source>{percent}&#xa0;% of at least {least}&#xa0;%.</source>
        <translation>{percent}&#xa0;%, il faut au moins {least}&#xa0;%.</translation>
    </message>
    <message>
        <source>Unit refused</source>
        <translation>Pièce refusée</translation>
    </message>
    <message>
        <source>{who} was first</source>
        <translation>{who} était en premier</translation>
    </message>
    <message>
        <source>Ready at counter {counter}</source>
        <translation>Prête au comptoir {counter}</translation>
    </message>
    <message>
        <source>{number} is at the counter.</source>
        <translation>{number} est au comptoir.</translation>
    </message>
    <message>
        <source>No longer yours</source>
        <translation>Plus à vous</translation>
    </message>
    <message>
        <source>{number} has gone back to the board or to a colleague.</source>
        <translation>{number} est revenue au tableau ou à un collègue.</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Annulée</translation>
    </message>
    <message>
        <source>The booking of {number} was cancelled. Put the unit back.</source>
        <translation>La réservation de {number} est annulée. Remettez la pièce en rayon.</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>En suspens</translation>
    </message>
    <message>
        <source>A supervisor looks into {number}. Leave the unit as it is and take another task.</source>
        <translation>Un responsable s’occupe de {number}. Laissez la pièce et prenez une autre tâche.</translation>
    </message>
    <message>
        <source>Collected</source>
        <translation>Remise</translation>
    </message>
    <message>
        <source>{number} has been handed over.</source>
        <translation>{number} a été remise.</translation>
    </message>
    <message>
        <source>Nobody waits for it now</source>
        <translation>Personne ne l’attend plus</translation>
    </message>
    <message>
        <source>{number} was taken back at the entrance. Put the unit back.</source>
        <translation>{number} a été annulée à l’entrée. Remettez la pièce en rayon.</translation>
    </message>
    <message>
        <source>{who} was first: {number} is theirs.</source>
        <translation>{who} était en premier&#xa0;: {number} lui revient.</translation>
    </message>
    <message>
        <source>This task cannot be taken now.</source>
        <translation>Cette tâche ne peut pas être prise maintenant.</translation>
    </message>
    <message>
        <source>Open a task first, then scan its box.</source>
        <translation>Ouvrez d’abord une tâche, puis scannez sa boîte.</translation>
    </message>
    <message>
        <source>A box is scanned already. Undo that step to scan another one.</source>
        <translation>Une boîte est déjà scannée. Annulez cette étape pour en scanner une autre.</translation>
    </message>
</context>
<context>
    <name>StockroomPage</name>
    <message>
        <source>Waiting</source>
        <translation>À préparer</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>À moi</translation>
    </message>
    <message>
        <source>Colleagues</source>
        <translation>Collègues</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Prêtes</translation>
    </message>
    <message>
        <source>Lists of tasks</source>
        <translation>Listes de tâches</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>Tâches</translation>
    </message>
    <message>
        <source>You hold no task</source>
        <translation>Vous n’avez aucune tâche</translation>
    </message>
    <message>
        <source>Nobody else is preparing</source>
        <translation>Personne d’autre ne prépare</translation>
    </message>
    <message>
        <source>Nothing stands at a counter</source>
        <translation>Rien n’attend au comptoir</translation>
    </message>
    <message>
        <source>Nobody waits</source>
        <translation>Personne n’attend</translation>
    </message>
    <message>
        <source>The next arrival shows here by itself.</source>
        <translation>La prochaine arrivée s’affichera d’elle-même.</translation>
    </message>
    <message>
        <source>Touch a card that waits to take it.</source>
        <translation>Touchez une carte à préparer pour la prendre.</translation>
    </message>
    <message>
        <source>Why is the unit refused?</source>
        <translation>Pourquoi refuser la pièce&#xa0;?</translation>
    </message>
    <message>
        <source>It goes to quarantine; the task keeps its place.</source>
        <translation>Elle part en quarantaine&#xa0;; la tâche garde sa place.</translation>
    </message>
    <message>
        <source>Keep the unit</source>
        <translation>Garder la pièce</translation>
    </message>
    <message>
        <source>Give %1 back to the board?</source>
        <translation>Rendre %1 au tableau&#xa0;?</translation>
    </message>
    <message>
        <source>What is done on the unit stays done. Any colleague can take it.</source>
        <translation>Ce qui est fait reste fait. Tout collègue peut la prendre.</translation>
    </message>
    <message>
        <source>Give back</source>
        <translation>Rendre</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>La garder</translation>
    </message>
    <message>
        <source>Hand %1 on to</source>
        <translation>Confier %1 à</translation>
    </message>
    <message>
        <source>No colleague has taken a task here yet. Give it back to the board instead.</source>
        <translation>Aucun collègue n’a encore pris de tâche ici. Rendez-la plutôt au tableau.</translation>
    </message>
</context>
<context>
    <name>Supervisor</name>
    <message>
        <source>Expected</source>
        <translation>Attendus</translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation>Arrivés</translation>
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
        <translation>Retirés</translation>
    </message>
    <message>
        <source>Not come</source>
        <translation>Pas venus</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problème</translation>
    </message>
    <message>
        <source>Whole day</source>
        <translation>Journée</translation>
    </message>
    <message>
        <source>Nobody is waiting</source>
        <translation>Personne n’attend</translation>
    </message>
    <message>
        <source>{number}, since {time}</source>
        <translation>{number}, depuis {time}</translation>
    </message>
    <message>
        <source>of {count} called in the last hour</source>
        <translation>sur {count} appelés en une heure</translation>
    </message>
    <message>
        <source>Nobody was called in the last hour</source>
        <translation>Aucun appel depuis une heure</translation>
    </message>
    <message>
        <source>All units are in time</source>
        <translation>Toutes les montres sont à l’heure</translation>
    </message>
    <message>
        <source>1 unit is later than promised</source>
        <translation>1 montre après l’heure promise</translation>
    </message>
    <message>
        <source>{count} units are later than promised</source>
        <translation>{count} montres après l’heure promise</translation>
    </message>
    <message>
        <source>In {minutes}&#xa0;min</source>
        <translation>Dans {minutes}&#xa0;min</translation>
    </message>
    <message>
        <source>1 in 10 over {wait}</source>
        <translation>1 sur 10 plus de {wait}</translation>
    </message>
    <message>
        <source>One more runner is needed by {time}. Otherwise 1 in 10 waits longer than {promise}; with one more, {wait}.</source>
        <translation>Il faut un préparateur de plus avant {time}. Sinon 1 client sur 10 attend plus de {promise}&#xa0;; avec lui, {wait}.</translation>
    </message>
    <message>
        <source>One more counter is needed by {time}. Otherwise 1 in 10 waits longer than {promise}; with one more, {wait}.</source>
        <translation>Il faut un comptoir de plus avant {time}. Sinon 1 client sur 10 attend plus de {promise}&#xa0;; avec lui, {wait}.</translation>
    </message>
    <message>
        <source>One more runner by {time}</source>
        <translation>Un préparateur de plus avant {time}</translation>
    </message>
    <message>
        <source>One more counter by {time}</source>
        <translation>Un comptoir de plus avant {time}</translation>
    </message>
    <message>
        <source>Runners and counters are enough for the next 90 minutes.</source>
        <translation>Préparateurs et comptoirs suffisent pour les 90 prochaines minutes.</translation>
    </message>
    <message>
        <source>The crew is enough</source>
        <translation>L’équipe suffit</translation>
    </message>
    <message>
        <source>From {time} on, 1 in 10 waits longer than {promise}. One more person hardly changes that: offer later slots.</source>
        <translation>Dès {time}, 1 client sur 10 attend plus de {promise}. Une personne de plus n’y change guère&#xa0;: proposez des créneaux plus tardifs.</translation>
    </message>
    <message>
        <source>Long waits from {time} on: offer later slots</source>
        <translation>Attentes longues dès {time}&#xa0;: proposez plus tard</translation>
    </message>
    <message>
        <source>The forecast is being worked out…</source>
        <translation>Prévision en cours de calcul…</translation>
    </message>
    <message>
        <source>Counter {number}</source>
        <translation>Comptoir {number}</translation>
    </message>
    <message>
        <source>Free since {time}</source>
        <translation>Libre depuis {time}</translation>
    </message>
    <message>
        <source>{numbers}, since {time}</source>
        <translation>{numbers}, depuis {time}</translation>
    </message>
    <message>
        <source>{count} in the last hour</source>
        <translation>{count} en une heure</translation>
    </message>
    <message>
        <source>Model not received yet</source>
        <translation>Modèle pas encore reçu</translation>
    </message>
    <message>
        <source>This terminal</source>
        <translation>Ce poste</translation>
    </message>
    <message>
        <source>Last seen at work {age} ago, at {time}</source>
        <translation>Vu au travail il y a {age}, à {time}</translation>
    </message>
    <message>
        <source>Nothing done yet today</source>
        <translation>Rien fait aujourd’hui</translation>
    </message>
    <message>
        <source>Central</source>
        <translation>Central</translation>
    </message>
    <message>
        <source>Store hub</source>
        <translation>Relais du magasin</translation>
    </message>
    <message>
        <source>Connected since {time}</source>
        <translation>Connecté depuis {time}</translation>
    </message>
    <message>
        <source>Out of reach since {time}. Terminals go on by themselves.</source>
        <translation>Injoignable depuis {time}. Les postes continuent seuls.</translation>
    </message>
    <message>
        <source>Reached through the hub, which still holds {count} events for it</source>
        <translation>Joint par le relais, qui garde encore {count} événements pour lui</translation>
    </message>
    <message>
        <source>Reached through the hub, which has passed everything on</source>
        <translation>Joint par le relais, qui a tout transmis</translation>
    </message>
    <message>
        <source>The hub does not reach it: {count} events wait there</source>
        <translation>Le relais ne le joint pas&#xa0;: {count} événements y attendent</translation>
    </message>
    <message>
        <source>On the shelf</source>
        <translation>En rayon</translation>
    </message>
    <message>
        <source>Being prepared or ready</source>
        <translation>En préparation ou prêtes</translation>
    </message>
    <message>
        <source>Put aside</source>
        <translation>Mises de côté</translation>
    </message>
    <message>
        <source>{count} delivered</source>
        <translation>{count} livrées</translation>
    </message>
    <message>
        <source>How many were delivered is not known: count the shelf</source>
        <translation>Le nombre livré n’est pas connu&#xa0;: comptez le rayon</translation>
    </message>
    <message>
        <source>Shelf {shelf}, free {free}</source>
        <translation>Rayon {shelf}, libres {free}</translation>
    </message>
    <message>
        <source>Shelf {shelf}, prepared {staged}, put aside {aside}, handed over {out}</source>
        <translation>Rayon {shelf}, préparées {staged}, mises de côté {aside}, remises {out}</translation>
    </message>
    <message>
        <source>{count} customers inside have no unit</source>
        <translation>{count} clients à l’intérieur sans montre</translation>
    </message>
    <message>
        <source>1 customer inside has no unit</source>
        <translation>1 client à l’intérieur sans montre</translation>
    </message>
    <message>
        <source>None is free</source>
        <translation>Aucune n’est libre</translation>
    </message>
    <message>
        <source>{free} free, {expected} customers to come</source>
        <translation>{free} libres, {expected} clients à venir</translation>
    </message>
    <message>
        <source>{count} missing by the counts</source>
        <translation>{count} manquantes selon les comptages</translation>
    </message>
    <message>
        <source>{count} on the shelf: count it</source>
        <translation>{count} en rayon&#xa0;: à compter</translation>
    </message>
    <message>
        <source>{count} being prepared or ready: count them</source>
        <translation>{count} en préparation ou prêtes&#xa0;: à compter</translation>
    </message>
    <message>
        <source>{count} put aside: count them</source>
        <translation>{count} mises de côté&#xa0;: à compter</translation>
    </message>
    <message>
        <source>{count} in all, more than were delivered: count</source>
        <translation>{count} en tout, plus que livrées&#xa0;: à compter</translation>
    </message>
    <message>
        <source>Counted twice, by two people</source>
        <translation>Compté deux fois, à deux</translation>
    </message>
    <message>
        <source>A unit is missing: looked everywhere</source>
        <translation>Une montre manque&#xa0;: cherchée partout</translation>
    </message>
    <message>
        <source>A unit was found</source>
        <translation>Une montre a été retrouvée</translation>
    </message>
    <message>
        <source>The delivery was another one than on paper</source>
        <translation>La livraison ne correspondait pas au bon</translation>
    </message>
    <message>
        <source>Sent back to the maker</source>
        <translation>Renvoyée au fabricant</translation>
    </message>
    <message>
        <source>Counted: {place}, {count}</source>
        <translation>Compté&#xa0;: {place}, {count}</translation>
    </message>
    <message>
        <source>They have not been here: counted by model, without names.</source>
        <translation>Ils ne sont pas venus&#xa0;: comptés par modèle, sans nom.</translation>
    </message>
    <message>
        <source>with {who}</source>
        <translation>chez {who}</translation>
    </message>
    <message>
        <source>at counter {number}</source>
        <translation>au comptoir {number}</translation>
    </message>
    <message>
        <source>called to counter {number}</source>
        <translation>appelé au comptoir {number}</translation>
    </message>
    <message>
        <source>called to counter {number}, did not come</source>
        <translation>appelé au comptoir {number}, pas venu</translation>
    </message>
    <message>
        <source>later than promised</source>
        <translation>après l’heure promise</translation>
    </message>
    <message>
        <source>on hold</source>
        <translation>suspendue</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>annulée</translation>
    </message>
    <message>
        <source>since {time}</source>
        <translation>depuis {time}</translation>
    </message>
    <message>
        <source>at {time}</source>
        <translation>à {time}</translation>
    </message>
    <message>
        <source>Let in</source>
        <translation>Entrée</translation>
    </message>
    <message>
        <source>Preparation taken</source>
        <translation>Préparation prise</translation>
    </message>
    <message>
        <source>Preparation given back</source>
        <translation>Préparation rendue</translation>
    </message>
    <message>
        <source>Step done</source>
        <translation>Étape faite</translation>
    </message>
    <message>
        <source>Unit put aside</source>
        <translation>Montre écartée</translation>
    </message>
    <message>
        <source>Called</source>
        <translation>Appelé</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>Remise</translation>
    </message>
    <message>
        <source>Moved to another slot</source>
        <translation>Déplacée à un autre créneau</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Annulée</translation>
    </message>
    <message>
        <source>Paid in the store</source>
        <translation>Payée en magasin</translation>
    </message>
    <message>
        <source>Payment refused</source>
        <translation>Paiement refusé</translation>
    </message>
    <message>
        <source>Marked as not come</source>
        <translation>Notée non venue</translation>
    </message>
    <message>
        <source>Incident opened</source>
        <translation>Incident ouvert</translation>
    </message>
    <message>
        <source>Closed by a supervisor</source>
        <translation>Clos par un responsable</translation>
    </message>
    <message>
        <source>Let in against the rule</source>
        <translation>Entrée malgré la règle</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>Annulation</translation>
    </message>
    <message>
        <source>Another model agreed</source>
        <translation>Autre modèle convenu</translation>
    </message>
    <message>
        <source>Scan refused</source>
        <translation>Lecture refusée</translation>
    </message>
    <message>
        <source>Box scanned</source>
        <translation>Boîte lue</translation>
    </message>
    <message>
        <source>Packaging inspected</source>
        <translation>Emballage contrôlé</translation>
    </message>
    <message>
        <source>Battery tested</source>
        <translation>Batterie testée</translation>
    </message>
    <message>
        <source>Brought to a counter</source>
        <translation>Apportée au comptoir</translation>
    </message>
    <message>
        <source>Battery too weak</source>
        <translation>Batterie trop faible</translation>
    </message>
    <message>
        <source>Packaging not as it should be</source>
        <translation>Emballage non conforme</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>Abîmée</translation>
    </message>
    <message>
        <source>Not the right unit</source>
        <translation>Pas la bonne montre</translation>
    </message>
    <message>
        <source>For another reason</source>
        <translation>Pour une autre raison</translation>
    </message>
    <message>
        <source>Called again</source>
        <translation>Rappelé</translation>
    </message>
    <message>
        <source>Did not come when called</source>
        <translation>Pas venu à l’appel</translation>
    </message>
    <message>
        <source>Asked to wait</source>
        <translation>A demandé un instant</translation>
    </message>
    <message>
        <source>account shown</source>
        <translation>compte montré</translation>
    </message>
    <message>
        <source>identity document seen</source>
        <translation>pièce d’identité vue</translation>
    </message>
    <message>
        <source>digits of the phone said</source>
        <translation>chiffres du téléphone dits</translation>
    </message>
    <message>
        <source>confirmation e-mail shown</source>
        <translation>e-mail de confirmation montré</translation>
    </message>
    <message>
        <source>somebody else with the code</source>
        <translation>tiers avec le code</translation>
    </message>
    <message>
        <source>It was another customer’s turn</source>
        <translation>C’était le tour d’un autre client</translation>
    </message>
    <message>
        <source>The customer returned it</source>
        <translation>Le client l’a rendue</translation>
    </message>
    <message>
        <source>Exchanged on the spot</source>
        <translation>Échangée sur place</translation>
    </message>
    <message>
        <source>number {number}</source>
        <translation>numéro {number}</translation>
    </message>
    <message>
        <source>unit {serial}</source>
        <translation>montre {serial}</translation>
    </message>
    <message>
        <source>{percent}&#xa0;%</source>
        <translation>{percent}&#xa0;%</translation>
    </message>
    <message>
        <source>“{reason}”</source>
        <translation>«&#xa0;{reason}&#xa0;»</translation>
    </message>
    <message>
        <source>handed on to {who}</source>
        <translation>passée à {who}</translation>
    </message>
    <message>
        <source>now {time}</source>
        <translation>désormais {time}</translation>
    </message>
    <message>
        <source>Something this terminal does not know</source>
        <translation>Quelque chose que ce poste ne connaît pas</translation>
    </message>
    <message>
        <source>One reservation, handed over twice</source>
        <translation>Une réservation remise deux fois</translation>
    </message>
    <message>
        <source>Count both units, and ask both members of staff who received them.</source>
        <translation>Comptez les deux montres, et demandez aux deux vendeurs qui les a reçues.</translation>
    </message>
    <message>
        <source>Handed over and cancelled</source>
        <translation>Remise et annulée</translation>
    </message>
    <message>
        <source>Find out whether the customer was paid back.</source>
        <translation>Vérifiez si le client a été remboursé.</translation>
    </message>
    <message>
        <source>Two runners prepare for one customer</source>
        <translation>Deux préparateurs pour un client</translation>
    </message>
    <message>
        <source>The first one goes on; the other gives the task back.</source>
        <translation>Le premier continue&#xa0;; l’autre rend la tâche.</translation>
    </message>
    <message>
        <source>One unit, handed over to two customers</source>
        <translation>Une montre remise à deux clients</translation>
    </message>
    <message>
        <source>Look at both boxes: one serial number was read wrongly.</source>
        <translation>Regardez les deux boîtes&#xa0;: un numéro de série a été mal lu.</translation>
    </message>
    <message>
        <source>One unit for two customers</source>
        <translation>Une montre pour deux clients</translation>
    </message>
    <message>
        <source>Find the unit, and have another one prepared for the other customer.</source>
        <translation>Trouvez la montre, et faites-en préparer une pour l’autre client.</translation>
    </message>
    <message>
        <source>Two units for one customer</source>
        <translation>Deux montres pour un client</translation>
    </message>
    <message>
        <source>One of them goes back to its shelf.</source>
        <translation>L’une retourne à son étagère.</translation>
    </message>
    <message>
        <source>Two customers wait under one number</source>
        <translation>Deux clients attendent sous un numéro</translation>
    </message>
    <message>
        <source>Go to both and tell them who is called first.</source>
        <translation>Allez les voir et dites qui est appelé en premier.</translation>
    </message>
    <message>
        <source>Looked at both: nothing is missing</source>
        <translation>Vu les deux&#xa0;: rien ne manque</translation>
    </message>
    <message>
        <source>Put right with the customer</source>
        <translation>Réglé avec le client</translation>
    </message>
    <message>
        <source>A colleague’s mistake, explained</source>
        <translation>Erreur d’un collègue, expliquée</translation>
    </message>
    <message>
        <source>Reported to the head office</source>
        <translation>Signalé au siège</translation>
    </message>
    <message>
        <source>The customer has this one, the other is back</source>
        <translation>Le client a celle-ci, l’autre est revenue</translation>
    </message>
    <message>
        <source>The customer has it: not cancelled</source>
        <translation>Le client l’a&#xa0;: pas d’annulation</translation>
    </message>
    <message>
        <source>This runner goes on</source>
        <translation>Cette personne continue</translation>
    </message>
    <message>
        <source>Keep this unit</source>
        <translation>Garder cette montre</translation>
    </message>
    <message>
        <source>The unit is for this customer</source>
        <translation>La montre est pour ce client</translation>
    </message>
    <message>
        <source>It is cancelled: the unit is back</source>
        <translation>C’est annulé&#xa0;: la montre est revenue</translation>
    </message>
    <message>
        <source>Closed by {who}, {time}: “{reason}”</source>
        <translation>Clos par {who}, {time}&#xa0;: «&#xa0;{reason}&#xa0;»</translation>
    </message>
    <message>
        <source>Not closed: it has changed meanwhile, or your role may not do it.</source>
        <translation>Pas clos&#xa0;: il a changé entre-temps, ou votre rôle ne le permet pas.</translation>
    </message>
    <message>
        <source>{what} at {time}</source>
        <translation>{what} à {time}</translation>
    </message>
    <message>
        <source>details not on this terminal yet</source>
        <translation>détails pas encore sur ce poste</translation>
    </message>
</context>
<context>
    <name>SupervisorPage</name>
    <message>
        <source>Queue</source>
        <translation>File d’attente</translation>
    </message>
    <message>
        <source>Conflicts: %1</source>
        <translation>Conflits&#xa0;: %1</translation>
    </message>
    <message>
        <source>Close of the day</source>
        <translation>Clôture de la journée</translation>
    </message>
    <message>
        <source>Before the doors open</source>
        <translation>Avant l’ouverture</translation>
    </message>
    <message>
        <source>Stock: %1 figures cannot be right</source>
        <translation>Stock&#xa0;: %1 chiffres impossibles</translation>
    </message>
    <message>
        <source>Stock</source>
        <translation>Stock</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Chercher</translation>
    </message>
    <message>
        <source>For the wall</source>
        <translation>Grand écran</translation>
    </message>
    <message>
        <source>Show the queue on a large screen</source>
        <translation>Afficher la file sur un grand écran</translation>
    </message>
</context>
<context>
    <name>TaskPage</name>
    <message>
        <source>Board</source>
        <translation>Tableau</translation>
    </message>
    <message>
        <source>Refuse unit</source>
        <translation>Refuser</translation>
    </message>
    <message>
        <source>Hand on</source>
        <translation>Confier</translation>
    </message>
    <message>
        <source>Give back</source>
        <translation>Rendre</translation>
    </message>
    <message>
        <source>Take together</source>
        <translation>Prendre ensemble</translation>
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
        <source>None left</source>
        <translation>Plus de stock</translation>
    </message>
    <message>
        <source>Welcome! Your model is short just now. I will show you what we can do.</source>
        <translation>Bienvenue&#xa0;! Votre modèle manque en ce moment. Je vous montre ce que nous pouvons faire.</translation>
    </message>
    <message>
        <source>Other model</source>
        <translation>Autre modèle</translation>
    </message>
    <message>
        <source>The stockroom prepares it: {product}.</source>
        <translation>La réserve le prépare&#xa0;: {product}.</translation>
    </message>
    <message>
        <source>Thank you! You keep your number. The screen will call you.</source>
        <translation>Merci&#xa0;! Vous gardez votre numéro. L’écran vous appellera.</translation>
    </message>
    <message>
        <source>Voucher</source>
        <translation>Bon d’achat</translation>
    </message>
    <message>
        <source>The booking is ended: nothing is prepared any more.</source>
        <translation>La réservation est terminée&#xa0;: rien n’est plus préparé.</translation>
    </message>
    <message>
        <source>Here is your voucher. Thank you for your patience.</source>
        <translation>Voici votre bon. Merci de votre patience.</translation>
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
        <source>By {who}, {time}.</source>
        <translation>Par {who}, {time}.</translation>
    </message>
    <message>
        <source>By the customer or the head office, {time}.</source>
        <translation>Par le client ou le siège, {time}.</translation>
    </message>
    <message>
        <source>Delivery: {state}.</source>
        <translation>Livraison&#xa0;: {state}.</translation>
    </message>
    <message>
        <source>Other bookings under the same name and phone: {count}. Ask which one it is.</source>
        <translation>Autres réservations au même nom et téléphone&#xa0;: {count}. Demandez laquelle.</translation>
    </message>
    <message>
        <source>Send to the waiting area</source>
        <translation>Orientez vers l’espace d’attente</translation>
    </message>
    <message>
        <source>Check in from {return}.</source>
        <translation>Enregistrement à partir de {return}.</translation>
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
        <source>Later slots are looked for at the entrance.</source>
        <translation>Les créneaux suivants se cherchent à l’entrée.</translation>
    </message>
    <message>
        <source>Only a supervisor books again, into a slot with a place left here.</source>
        <translation>Seul un responsable réserve de nouveau, sur un créneau qui a une place ici.</translation>
    </message>
    <message>
        <source>Only a supervisor settles a payment that is due, with its reference.</source>
        <translation>Seul un responsable règle un paiement dû, avec sa référence.</translation>
    </message>
    <message>
        <source>Only a supervisor records that a payment was refused.</source>
        <translation>Seul un responsable note qu’un paiement a été refusé.</translation>
    </message>
    <message>
        <source>This slot has no place left here, or the booking has changed. Scan the code again.</source>
        <translation>Ce créneau n’a plus de place ici, ou la réservation a changé. Scannez de nouveau le code.</translation>
    </message>
    <message>
        <source>The booking has changed. Scan the code again.</source>
        <translation>La réservation a changé. Scannez de nouveau le code.</translation>
    </message>
    <message>
        <source>Only the last move of this terminal can be taken back, and not for long.</source>
        <translation>Seul le dernier déplacement fait ici peut être annulé, et pas longtemps.</translation>
    </message>
    <message>
        <source>This entry can no longer be taken back here.</source>
        <translation>Cette entrée ne peut plus être annulée ici.</translation>
    </message>
    <message>
        <source>This model cannot be given now: scan the code again.</source>
        <translation>Ce modèle ne peut pas être donné maintenant&#xa0;: scannez le code de nouveau.</translation>
    </message>
    <message>
        <source>A supervisor gives vouchers, where the rules allow it.</source>
        <translation>Un responsable donne les bons, là où les règles le permettent.</translation>
    </message>
    <message>
        <source>Ask for the code again</source>
        <translation>Redemandez le code</translation>
    </message>
    <message>
        <source>Offer a way out</source>
        <translation>Proposer une solution</translation>
    </message>
    <message>
        <source>Give the voucher</source>
        <translation>Remettre le bon</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>Valide</translation>
    </message>
    <message>
        <source>{count} left</source>
        <translation>il en reste {count}</translation>
    </message>
    <message>
        <source>none left</source>
        <translation>il n’en reste plus</translation>
    </message>
    <message>
        <source>{count} of it left</source>
        <translation>il en reste {count}</translation>
    </message>
    <message>
        <source>about {minutes} minutes</source>
        <translation>environ {minutes} minutes</translation>
    </message>
    <message>
        <source>about a minute</source>
        <translation>environ une minute</translation>
    </message>
    <message>
        <source>Voucher: sent to the home when it is there</source>
        <translation>Bon&#xa0;: envoi à domicile dès l’arrivage</translation>
    </message>
    <message>
        <source>Voucher: the money back and a gift</source>
        <translation>Bon&#xa0;: remboursement et un cadeau</translation>
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
        <source>Later slots</source>
        <translation>Créneaux suivants</translation>
    </message>
    <message>
        <source>Book again…</source>
        <translation>Réserver de nouveau…</translation>
    </message>
    <message>
        <source>Payment…</source>
        <translation>Paiement…</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>Redémarrer</translation>
    </message>
    <message>
        <source>Ways out…</source>
        <translation>Solutions…</translation>
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
<context>
    <name>WaitTiles</name>
    <message>
        <source>Longest wait now</source>
        <translation>Plus longue attente</translation>
    </message>
    <message>
        <source>Half / 9 in 10 waited less than</source>
        <translation>Moitié / 9 sur 10 en moins de</translation>
    </message>
    <message>
        <source>Waiting now</source>
        <translation>En attente</translation>
    </message>
    <message>
        <source>Next 90 minutes</source>
        <translation>90 prochaines minutes</translation>
    </message>
</context>
<context>
    <name>WallBoard</name>
    <message>
        <source>The queue for a large screen. Touch to go back.</source>
        <translation>La file pour un grand écran. Touchez pour revenir.</translation>
    </message>
    <message>
        <source>%1 behind the store</source>
        <translation>%1 de retard sur le magasin</translation>
    </message>
    <message>
        <source>Offline since %1</source>
        <translation>Hors ligne depuis %1</translation>
    </message>
    <message>
        <source>Longest wait now</source>
        <translation>Plus longue attente</translation>
    </message>
    <message>
        <source>9 in 10 waited less than</source>
        <translation>9 sur 10 en moins de</translation>
    </message>
</context>
<context>
    <name>WithdrawnPage</name>
    <message>
        <source>This terminal was withdrawn</source>
        <translation>Cette borne a été retirée</translation>
    </message>
    <message>
        <source>Give it to a supervisor.</source>
        <translation>Remettez-la à un responsable.</translation>
    </message>
</context>
</TS>
