"""Every sentence the engine says, in French and in English. It cannot use the service's translations."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "file.good": ("Le fichier se lit bien.", "The file reads well."),
    "error": ("{fr}", "{en}"),
    "skipped": (
        "Pas vérifié : une vérification précédente a déjà échoué.",
        "Not checked: an earlier check has already failed.",
    ),
    "json.good": ("Le texte est du JSON sans ambiguïté.", "The text is unambiguous JSON."),
    "json.number": (
        "Un nombre du fichier est trop grand pour être lu partout de la même façon.",
        "A number in the file is too large to be read the same way everywhere.",
    ),
    "schema.good": ("Toutes les parties attendues sont là.", "Every expected part is there."),
    "schema.bad": (
        "La partie « {where} » ne suit pas la norme ({why}).",
        "“{where}” does not follow the standard ({why}).",
    ),
    "context.good": (
        "Chaque mot du fichier a un sens défini par un vocabulaire connu.",
        "Every word of the file is defined by a known vocabulary.",
    ),
    "context.order": (
        "Le premier vocabulaire doit être celui du W3C, suivi de celui des Open Badges.",
        "The first vocabulary must be the W3C’s, followed by that of Open Badges.",
    ),
    "context.unknown": (
        "Le vocabulaire {url} n’est pas de ceux que nous connaissons.",
        "The vocabulary {url} is not one we know.",
    ),
    "context.refused": (
        "Le vocabulaire du fichier se contredit : {why}",
        "The vocabulary contradicts itself: {why}",
    ),
    "context.undefined": (
        "« {term} » n’a aucun sens défini : ce texte pourrait être changé sans que la signature le voie.",
        "“{term}” has no defined meaning: this text could change without the signature noticing.",
    ),
    "context.cap": (
        "Le fichier dépasse une limite de sécurité ({what} : {limit} au plus).",
        "The file exceeds a safety limit ({what}: {limit} at most).",
    ),
    "context.examples": (
        "Le fichier emploie le vocabulaire d’exemple du W3C, où tout mot est permis.",
        "The file uses the W3C’s example vocabulary, where any word is allowed.",
    ),
    "type.good": ("C’est bien {kind}.", "It is indeed {kind}."),
    "type.missing": (
        "Le fichier ne dit pas être un document vérifiable.",
        "The file does not claim to be verifiable.",
    ),
    "type.undefined": (
        "Le type « {term} » n’est défini nulle part.",
        "The type “{term}” is defined nowhere.",
    ),
    "type.token": (
        "Ce jeton signé est fait pour autre chose (« {typ} ») qu’un badge.",
        "This signed token is made for something else (“{typ}”) than a badge.",
    ),
    "type.presentation": (
        "C’est une présentation : vérifiez un à un les documents qu’elle contient.",
        "This is a presentation: verify one by one the documents inside.",
    ),
    "type.not_badge": (
        "C’est un document vérifiable, mais pas un badge.",
        "This is a verifiable credential, but not a badge.",
    ),
    "subject.good": (
        "Le fichier dit à qui il est remis et pour quoi.",
        "The file says to whom it is given, for what.",
    ),
    "subject.type": (
        "La partie qui dit à qui le badge est remis n’est pas du type « {wanted} ».",
        "The part that says to whom the badge is given is not of type “{wanted}”.",
    ),
    "subject.achievement": (
        "Le fichier ne dit pas ce qui est reconnu.",
        "The file does not say what is recognised.",
    ),
    "subject.creator": (
        "Ce badge a été défini par {creator}, pas par qui le remet : rien ne prouve son accord.",
        "This badge was defined by {creator}, not by who gives it: nothing proves that they agree.",
    ),
    "subject.recipient": (
        "Le fichier ne dit pas à qui le badge est remis.",
        "The file does not say to whom the badge is given.",
    ),
    "subject.endorsed": (
        "L’endossement ne dit pas ce qu’il endosse.",
        "The endorsement does not say what it endorses.",
    ),
    "subject.list": ("La liste d’états ne contient pas de liste.", "The status list holds no list."),
    "issuer.good": ("L’émetteur est nommé : {issuer}.", "The issuer is named: {issuer}."),
    "issuer.missing": ("Le fichier ne dit pas qui l’a émis.", "The file does not say who issued it."),
    "issuer.not_url": (
        "L’émetteur n’est pas nommé par une adresse.",
        "The issuer is not named by an address.",
    ),
    "issuer.claims": (
        "Le jeton et le badge ne disent pas la même chose ({claim}).",
        "The token and the badge disagree ({claim}).",
    ),
    "issuer.unreachable": ("L’émetteur n’a pas pu être lu : {url}.", "The issuer could not be read: {url}."),
    "key.good": ("La clé est celle de l’émetteur.", "The key is the issuer’s."),
    "key.none": ("Aucune clé à vérifier : il n’y a pas de preuve.", "No key to check: there is no proof."),
    "key.undone": ("La clé n’a pas été cherchée.", "The key was not looked for."),
    "key.not_issuer": (
        "La clé appartient à {controller}, pas à l’émetteur {issuer}.",
        "The key belongs to {controller}, not to the issuer {issuer}.",
    ),
    "key.unbound": (
        "Rien ne relie la clé à l’émetteur « {issuer} », dont l’adresse ne mène nulle part.",
        "Nothing ties the key to the issuer “{issuer}”, whose address leads nowhere.",
    ),
    "key.self": (
        "La clé est donnée par le fichier lui-même : rien ne prouve qu’elle est à {issuer}.",
        "The file gives its own key: nothing proves that it belongs to {issuer}.",
    ),
    "key.absent": (
        "L’émetteur ne publie pas la clé {method}.",
        "The issuer does not publish the key {method}.",
    ),
    "key.unreadable": ("La clé {method} est illisible.", "The key {method} is unreadable."),
    "key.unreachable": (
        "La clé n’a pas pu être lue : {url} ne répond pas.",
        "The key could not be read: no answer from {url}.",
    ),
    "key.unknown_kind": (
        "Nous ne savons pas lire les clés de ce genre : {method}.",
        "We cannot read such keys: {method}.",
    ),
    "key.wrong_document": (
        "Le document {url} n’est pas celui de l’émetteur.",
        "The document {url} is not the issuer’s.",
    ),
    "key.revoked": ("L’émetteur a retiré la clé {method}.", "The issuer has withdrawn the key {method}."),
    "key.expires": ("La clé {method} a expiré.", "The key {method} has expired."),
    "key.not_for_assertions": (
        "L’émetteur n’a pas fait la clé {method} pour signer des badges.",
        "The issuer did not mean the key {method} for signing badges.",
    ),
    "proof.good": (
        "La signature est bonne : rien n’a changé depuis.",
        "The signature is good: nothing has changed since.",
    ),
    "proof.good_one": (
        "Une signature sur {count} est bonne, ce qui suffit à la norme ; les autres ne le sont pas.",
        "One signature of {count} is good, which the standard accepts; the others are not.",
    ),
    "proof.bad": (
        "La signature ne correspond pas : le fichier a été modifié, ou signé par une autre clé.",
        "The signature does not match: the file was changed, or signed by another key.",
    ),
    "proof.none": ("Le fichier ne porte aucune signature.", "The file bears no signature."),
    "proof.purpose": (
        "La signature a été faite pour autre chose (« {purpose} ») que d’affirmer un badge.",
        "The signature was made for something else (“{purpose}”) than asserting a badge.",
    ),
    "proof.malformed": ("La signature est mal écrite.", "The signature is malformed."),
    "proof.chain": (
        "La signature porte sur une autre qui n’est pas dans le fichier.",
        "The signature was made over another one that is not in the file.",
    ),
    "proof.too_many": (
        "Le fichier porte trop de signatures ({limit} au plus).",
        "Too many signatures ({limit} at most).",
    ),
    "proof.undone": ("La signature n’a pas pu être vérifiée.", "The signature could not be checked."),
    "proof.other_bad": (
        "Une autre signature du fichier n’est pas bonne : {why}",
        "Another signature of the file is not good: {why}",
    ),
    "proof.hosted": (
        "La copie publiée par l’émetteur est la même.",
        "The copy published by the issuer is the same.",
    ),
    "proof.hosted_differs": (
        "La copie publiée par l’émetteur est différente.",
        "The issuer’s published copy differs.",
    ),
    "proof.hosted_unreachable": (
        "La copie publiée par l’émetteur n’a pas pu être lue : {url}.",
        "The issuer’s published copy could not be read: {url}.",
    ),
    "proof.structure": (
        "Badge hébergé : seule sa structure est vérifiée ici, sa copie publiée n’ayant pas été fournie.",
        "Hosted badge: only its structure is checked here, as its published copy was not provided.",
    ),
    "proof.scope": (
        "Ce badge n’est pas hébergé là où l’émetteur dit publier les siens.",
        "This badge is not hosted where the issuer says it publishes its own.",
    ),
    "algorithm.good": (
        "L’algorithme de signature est sûr ({name}).",
        "The signature algorithm is safe ({name}).",
    ),
    "algorithm.refused": (
        "L’algorithme « {name} » n’est pas permis.",
        "The algorithm “{name}” is not allowed.",
    ),
    "algorithm.unsupported": ("Nous ne savons pas vérifier « {name} ».", "We cannot verify “{name}”."),
    "algorithm.mismatch": (
        "L’algorithme « {name} » ne va pas avec cette clé.",
        "The algorithm “{name}” does not fit this key.",
    ),
    "algorithm.outdated": (
        "La signature est d’un modèle ancien ({name}).",
        "The signature is of an older make ({name}).",
    ),
    "dates.good": ("Le badge est en cours de validité.", "The badge is within its dates."),
    "dates.expired": ("Le badge a expiré le {date}.", "The badge expired on {date}."),
    "dates.early": ("Le badge n’est valable qu’à partir du {date}.", "The badge is only valid from {date}."),
    "dates.reversed": ("La fin de validité précède le début.", "The end of validity precedes its start."),
    "dates.unreadable": (
        "La date « {date} » n’est pas écrite selon la norme.",
        "The date “{date}” is not written as the standard asks.",
    ),
    "dates.proof_future": (
        "La signature est datée de l’avenir ({date}).",
        "The signature is dated in the future ({date}).",
    ),
    "dates.proof_expired": ("La signature a expiré le {date}.", "The signature expired on {date}."),
    "dates.missing": (
        "Le fichier ne dit pas quand il a été émis.",
        "The file does not say when it was issued.",
    ),
    "status.good": (
        "L’émetteur n’a ni retiré ni suspendu ce badge.",
        "The issuer has neither revoked nor suspended this badge.",
    ),
    "status.revoked": ("L’émetteur a retiré ce badge{reason}.", "The issuer has revoked this badge{reason}."),
    "status.suspended": ("L’émetteur a suspendu ce badge.", "The issuer has suspended this badge."),
    "status.unreachable": (
        "La liste des badges retirés n’a pas pu être lue : {url}.",
        "The list of revoked badges could not be read: {url}.",
    ),
    "status.unsupported": (
        "Nous ne savons pas lire un état de type « {name} ».",
        "We cannot read a status of type “{name}”.",
    ),
    "status.malformed": (
        "L’état du badge est mal écrit ({why}).",
        "The status of the badge is malformed ({why}).",
    ),
    "status.list_bad": (
        "La liste des badges retirés n’est pas valable : {why}",
        "The list of revoked badges is not valid: {why}",
    ),
    "status.list_unknown": (
        "La liste des badges retirés n’a pas pu être vérifiée : {why}",
        "The list of revoked badges could not be verified: {why}",
    ),
    "status.list_purpose": (
        "La liste ne sert pas à cela (« {purpose} »).",
        "The list does not serve this purpose (“{purpose}”).",
    ),
    "status.list_issuer": (
        "La liste des badges retirés est signée par {signer}, pas par l’émetteur.",
        "The list of revoked badges is signed by {signer}, not by the issuer.",
    ),
    "status.list_other": (
        "La liste des badges retirés est signée par {signer}, mais publiée par l’émetteur.",
        "The list of revoked badges is signed by {signer}, but published by the issuer.",
    ),
    "status.list_renamed": (
        "La liste d’états se nomme {id}, pas {url}.",
        "The status list calls itself {id}, not {url}.",
    ),
    "status.short": (
        "La liste des badges retirés est plus courte que la norme ne le permet ({count} places).",
        "The list of revoked badges is shorter than the standard allows ({count} entries).",
    ),
    "status.loop": (
        "La liste des badges retirés renvoie à elle-même : {url}.",
        "The list of revoked badges leads back to itself: {url}.",
    ),
    "status.too_many": (
        "Le fichier renvoie à trop de listes d’états ({what} : {limit} au plus).",
        "The file points to too many status lists ({what}: {limit} at most).",
    ),
    "status.index": ("Le numéro {index} n’est pas dans la liste.", "Number {index} is not in the list."),
    "status.note": (
        "L’émetteur joint une information d’état ({purpose}).",
        "The issuer attaches a status note ({purpose}).",
    ),
    "endorsement.good": ("{count} endossement(s) vérifié(s).", "{count} endorsement(s) verified."),
    "endorsement.bad": ("Un endossement n’est pas valable : {why}", "An endorsement is not valid: {why}"),
    "endorsement.other": (
        "Un endossement parle d’autre chose ({about}).",
        "An endorsement is about something else ({about}).",
    ),
    "endorsement.not_one": (
        "Ce qui est joint comme endossement n’en est pas un.",
        "What is attached as an endorsement is not one.",
    ),
    "endorsement.undone": (
        "Un endossement n’a pas pu être vérifié : {why}",
        "An endorsement could not be verified: {why}",
    ),
    "endorsement.too_many": (
        "Trop d’endossements ({limit} au plus).",
        "Too many endorsements ({limit} at most).",
    ),
    "recipient.good": (
        "Le badge est bien remis à cette personne.",
        "The badge is indeed given to this person.",
    ),
    "recipient.other": ("Le badge est remis à quelqu’un d’autre.", "The badge is given to someone else."),
    "recipient.none": (
        "Le fichier ne permet pas de savoir à qui il est remis.",
        "The file does not tell to whom it is given.",
    ),
    "baking.good": ("L’image porte exactement un badge.", "The picture carries exactly one badge."),
    "ob2.structure": ("Le badge suit la norme Open Badges 2.0.", "The badge follows Open Badges 2.0."),
    "ob2.issuer_address": (
        "L’émetteur se nomme {id}, alors que sa page est {url}.",
        "The issuer calls itself {id} while its page is {url}.",
    ),
    "ob2.unreachable": ("Impossible de lire {url}.", "Could not read {url}."),
}
