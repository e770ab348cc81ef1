//! Two patterns that every identifier repeats.

/// An enum of unit errors whose stable codes the user interface translates.
macro_rules! error_codes {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$vmeta:meta])* $variant:ident => $code:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$vmeta])* $variant,)+ }

        impl $name {
            /// Every error, for tables of translations.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// Stable code that the user interface translates.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.code())
            }
        }

        impl std::error::Error for $name {}
    };
}

/// Shows, parses and serialises a validated newtype over `String` as that string.
macro_rules! string_form {
    ($name:ident, $error:ty) => {
        impl $name {
            /// The stored form.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl TryFrom<String> for $name {
            type Error = $error;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    };
}

/// A closed set of words: `as_str`, `FromStr`, `Display`, and labels in both languages.
macro_rules! words {
    ($name:ident { $($variant:ident => $word:literal, $vi:literal, $en:literal;)+ }) => {
        impl $name {
            /// Every member in its natural order.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// Stable word in snake case, as stored and sent.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// Words for a reader.
            #[must_use]
            pub const fn label(self, lang: $crate::text::Lang) -> &'static str {
                match (self, lang) {
                    $((Self::$variant, $crate::text::Lang::Vi) => $vi,
                    (Self::$variant, $crate::text::Lang::En) => $en,)+
                }
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::text::UnknownWord;

            fn from_str(word: &str) -> Result<Self, Self::Err> {
                match word {
                    $($word => Ok(Self::$variant),)+
                    _ => Err($crate::text::UnknownWord::NotInList),
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

pub(crate) use {error_codes, string_form, words};
