//! Systems of codes for countries.

/// A system of codes for countries. The first ones are taken first where several fit a column and mean the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CodeSystem {
    /// ISO 3166-1, two letters.
    Iso2,
    /// ISO 3166-1, three letters.
    Iso3,
    /// ISO 3166-1, numbers.
    IsoNumeric,
    /// United Nations, M49.
    M49,
    /// World Bank, three letters.
    WorldBank,
    /// World Bank, two letters.
    WorldBank2,
    /// Eurostat: as ISO, but `EL` and `UK`.
    Eurostat,
    /// Correlates of War, numbers.
    Cow,
    /// Correlates of War, three letters.
    CowLetters,
    /// Gleditsch and Ward, numbers.
    GleditschWard,
    /// Polity, numbers.
    Polity,
    /// Polity, three letters.
    PolityLetters,
    /// V-Dem, numbers.
    VDem,
    /// V-Dem, three letters; of its countries since 1968.
    VDemLetters,
    /// Food and Agriculture Organization, numbers.
    Fao,
    /// International Monetary Fund, numbers.
    Imf,
}

impl CodeSystem {
    /// Every system, in the order in which they are taken.
    pub const ALL: [Self; 16] = [
        Self::Iso2,
        Self::Iso3,
        Self::IsoNumeric,
        Self::M49,
        Self::WorldBank,
        Self::WorldBank2,
        Self::Eurostat,
        Self::Cow,
        Self::CowLetters,
        Self::GleditschWard,
        Self::Polity,
        Self::PolityLetters,
        Self::VDem,
        Self::VDemLetters,
        Self::Fao,
        Self::Imf,
    ];

    /// Its name, as messages and the tables write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Iso2 => "ISO 2",
            Self::Iso3 => "ISO 3",
            Self::IsoNumeric => "ISO numeric",
            Self::M49 => "UN M49",
            Self::WorldBank => "World Bank",
            Self::WorldBank2 => "World Bank 2",
            Self::Eurostat => "Eurostat",
            Self::Cow => "COW",
            Self::CowLetters => "COW letters",
            Self::GleditschWard => "Gleditsch-Ward",
            Self::Polity => "Polity",
            Self::PolityLetters => "Polity letters",
            Self::VDem => "V-Dem",
            Self::VDemLetters => "V-Dem letters",
            Self::Fao => "FAO",
            Self::Imf => "IMF",
        }
    }

    /// The system with a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|system| system.name() == name)
    }
}
