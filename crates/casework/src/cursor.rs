//! Where the next page of a list begins.

use std::fmt;
use std::str::FromStr;

use sea_orm::sea_query::SimpleExpr;
use sea_orm::{ColumnTrait, Condition};
use store::moment::Millis;

/// The last line of a page: what the list is ordered by, and the key that tells lines of the same moment apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    at: Millis,
    key: String,
}

impl Cursor {
    pub(crate) fn new(at: Millis, key: &str) -> Self {
        Self { at, key: key.to_owned() }
    }

    /// What comes after it in a list that begins with the oldest.
    pub(crate) fn later(self, at: impl ColumnTrait, key: impl ColumnTrait) -> Condition {
        beyond(at.gt(self.at), at.eq(self.at), key.gt(self.key))
    }

    /// What comes after it in a list that begins with the newest.
    pub(crate) fn earlier(self, at: impl ColumnTrait, key: impl ColumnTrait) -> Condition {
        beyond(at.lt(self.at), at.eq(self.at), key.lt(self.key))
    }
}

fn beyond(moment: SimpleExpr, same_moment: SimpleExpr, key: SimpleExpr) -> Condition {
    Condition::any().add(moment).add(Condition::all().add(same_moment).add(key))
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}", self.at, self.key)
    }
}

/// What was given as a cursor is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoCursor;

impl FromStr for Cursor {
    type Err = NoCursor;

    fn from_str(text: &str) -> Result<Self, NoCursor> {
        let (at, key) = text.split_once('_').ok_or(NoCursor)?;
        let at = at.parse().map_err(|_| NoCursor)?;
        Ok(Self::new(at, key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_reads_back() {
        let cursor = Cursor::new(1_795_000_000_123, "H09.41.10-261118-0001");
        assert_eq!(cursor.to_string().parse(), Ok(cursor));
        assert!("x".parse::<Cursor>().is_err() && "x_y".parse::<Cursor>().is_err());
    }
}
