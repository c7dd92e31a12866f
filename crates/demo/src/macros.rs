//! The macros of the demonstration desk, as its agents wrote them.

/// A stored answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Macro {
    /// Its name, with its category before `::`.
    pub title: &'static str,
    /// What it is for.
    pub description: &'static str,
    /// What it says, as HTML with placeholders; empty for one that only changes fields.
    pub html: &'static str,
    /// The fields it sets, with their values.
    pub fields: &'static [(&'static str, &'static str)],
}

/// All of them, in their order.
pub const MACROS: [Macro; 8] = [
    Macro {
        title: "Livraison::Colis parti",
        description: "Le colis a été remis au transporteur.",
        html: "<p>Bonjour {{ticket.requester.first_name}},</p><p>Votre colis est parti de l’atelier aujourd’hui. Le \
               transporteur vous écrira dès que la livraison sera prévue.</p><p>Belle journée,<br>{{current_user.first_name}}</p>",
        fields: &[("status", "solved"), ("current_tags", "livraison")],
    },
    Macro {
        title: "Livraison::Enquête transporteur",
        description: "Le colis n’arrive pas : on interroge le transporteur.",
        html: "<p>Bonjour {{ticket.requester.first_name}},</p><p>Je viens d’ouvrir une enquête auprès du transporteur au \
               sujet de votre colis. Sa réponse arrive en général sous deux jours ouvrés ; je vous la transmets aussitôt.</p>\
               <p>{{current_user.first_name}}</p>",
        fields: &[("status", "hold"), ("current_tags", "livraison enquete")],
    },
    Macro {
        title: "Retour::Étiquette envoyée",
        description: "L’étiquette de retour est jointe.",
        html: "<p>Bonjour {{ticket.requester.first_name}},</p><p>Vous trouverez ci-joint l’étiquette de retour. Déposez le \
               colis dans le point relais de votre choix ; le remboursement suit sous cinq jours après réception.</p>\
               <p>{{current_user.first_name}}</p>",
        fields: &[("status", "pending"), ("current_tags", "retour")],
    },
    Macro {
        title: "Casse::Demander une photo",
        description: "Pour choisir entre réparation et remplacement.",
        html: "<p>Bonjour {{ticket.requester.first_name}},</p><p>Je regrette que votre lampe soit arrivée abîmée. Pourriez-vous \
               m’envoyer une photo de l’abat-jour et une du pied ? Nous vous proposerons la solution la plus rapide.</p>\
               <p>{{current_user.first_name}}</p>",
        fields: &[("status", "pending"), ("type", "incident"), ("current_tags", "casse")],
    },
    Macro {
        title: "Shipping::Parcel on its way",
        description: "The parcel has left the workshop.",
        html: "<p>Hello {{ticket.requester.first_name}},</p><p>Your parcel left our workshop today. The carrier will write to \
               you as soon as the delivery is planned.</p><p>Kind regards,<br>{{current_user.first_name}}</p>",
        fields: &[("status", "solved"), ("current_tags", "livraison")],
    },
    Macro {
        title: "Returns::Label sent",
        description: "The return label is attached.",
        html: "<p>Hello {{ticket.requester.first_name}},</p><p>Please find the return label attached. Drop the parcel at any \
               pick-up point; the refund follows within five days of its arrival.</p><p>{{current_user.first_name}}</p>",
        fields: &[("status", "pending"), ("current_tags", "retour")],
    },
    Macro {
        title: "Je m’en occupe",
        description: "Le ticket est pour moi.",
        html: "",
        fields: &[("assignee_id", "current_user"), ("status", "open")],
    },
    Macro {
        title: "Urgent : atelier",
        description: "Note interne pour l’atelier, en priorité.",
        html: "<p>À traiter aujourd’hui à l’atelier : {{ticket.title}} (n° {{ticket.id}}), pour {{ticket.requester.name}}.</p>",
        fields: &[("priority", "urgent"), ("comment_mode_is_public", "false")],
    },
];
