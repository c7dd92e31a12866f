//! Values on their way into and out of SQL.

use std::borrow::Cow;

use base::Timestamp;

/// A value bound to a placeholder.
#[derive(Clone, Debug, PartialEq)]
pub enum Param<'a> {
    /// SQL's NULL.
    Null,
    /// Every integer, id, instant and yes/no.
    Int(i64),
    /// A number with a fraction.
    Real(f64),
    /// Text.
    Text(Cow<'a, str>),
    /// Bytes.
    Blob(Cow<'a, [u8]>),
}

impl Param<'_> {
    /// The same value without borrowing.
    pub fn into_owned(self) -> Param<'static> {
        match self {
            Self::Null => Param::Null,
            Self::Int(number) => Param::Int(number),
            Self::Real(number) => Param::Real(number),
            Self::Text(text) => Param::Text(Cow::Owned(text.into_owned())),
            Self::Blob(bytes) => Param::Blob(Cow::Owned(bytes.into_owned())),
        }
    }
}

/// A type that can be bound to a placeholder.
pub trait ToParam {
    /// The value to bind.
    fn to_param(&self) -> Param<'_>;
}

/// A value as it lies in a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Column<'a> {
    /// SQL's NULL.
    Null,
    /// Every integer, id, instant and yes/no.
    Int(i64),
    /// A number with a fraction.
    Real(f64),
    /// Text.
    Text(&'a str),
    /// Bytes.
    Blob(&'a [u8]),
}

/// A type that can be read from a column.
pub trait FromColumn: Sized {
    /// What the column must hold, for the error.
    const WANTED: &'static str;

    /// The value, or `None` if the column holds something else.
    fn from_column(column: Column<'_>) -> Option<Self>;
}

/// Binds values to `$1`, `$2`, … in order.
#[macro_export]
macro_rules! params {
    ($($value:expr),* $(,)?) => { &[$($crate::ToParam::to_param(&$value)),*] };
}

/// Makes an enum with `as_str` and `from_name` storable as text.
#[macro_export]
macro_rules! text_column {
    ($($name:ty),+ $(,)?) => {$(
        impl $crate::ToParam for $name {
            fn to_param(&self) -> $crate::Param<'_> {
                $crate::Param::Text(std::borrow::Cow::Borrowed(self.as_str()))
            }
        }

        impl $crate::FromColumn for $name {
            const WANTED: &'static str = stringify!($name);

            fn from_column(column: $crate::Column<'_>) -> Option<Self> {
                match column {
                    $crate::Column::Text(name) => <$name>::from_name(name),
                    _ => None,
                }
            }
        }
    )+};
}

text_column!(base::Role, base::Via);

macro_rules! id_columns {
    ($($name:ident),+ $(,)?) => {$(
        impl ToParam for base::$name {
            fn to_param(&self) -> Param<'_> {
                Param::Int(self.0)
            }
        }

        impl FromColumn for base::$name {
            const WANTED: &'static str = stringify!($name);

            fn from_column(column: Column<'_>) -> Option<Self> {
                i64::from_column(column).map(Self)
            }
        }
    )+};
}

base::for_each_id!(id_columns);

impl<T: ToParam + ?Sized> ToParam for &T {
    fn to_param(&self) -> Param<'_> {
        (**self).to_param()
    }
}

impl<T: ToParam> ToParam for Option<T> {
    fn to_param(&self) -> Param<'_> {
        self.as_ref().map_or(Param::Null, ToParam::to_param)
    }
}

impl ToParam for i64 {
    fn to_param(&self) -> Param<'_> {
        Param::Int(*self)
    }
}

impl ToParam for bool {
    fn to_param(&self) -> Param<'_> {
        Param::Int(i64::from(*self))
    }
}

impl ToParam for f64 {
    fn to_param(&self) -> Param<'_> {
        Param::Real(*self)
    }
}

impl ToParam for str {
    fn to_param(&self) -> Param<'_> {
        Param::Text(Cow::Borrowed(self))
    }
}

impl ToParam for String {
    fn to_param(&self) -> Param<'_> {
        self.as_str().to_param()
    }
}

impl ToParam for [u8] {
    fn to_param(&self) -> Param<'_> {
        Param::Blob(Cow::Borrowed(self))
    }
}

impl ToParam for Vec<u8> {
    fn to_param(&self) -> Param<'_> {
        self.as_slice().to_param()
    }
}

impl ToParam for Timestamp {
    fn to_param(&self) -> Param<'_> {
        Param::Int(self.0)
    }
}

impl<T: FromColumn> FromColumn for Option<T> {
    const WANTED: &'static str = T::WANTED;

    fn from_column(column: Column<'_>) -> Option<Self> {
        match column {
            Column::Null => Some(None),
            other => T::from_column(other).map(Some),
        }
    }
}

impl FromColumn for i64 {
    const WANTED: &'static str = "an integer";

    fn from_column(column: Column<'_>) -> Option<Self> {
        match column {
            Column::Int(number) => Some(number),
            _ => None,
        }
    }
}

impl FromColumn for bool {
    const WANTED: &'static str = "0 or 1";

    fn from_column(column: Column<'_>) -> Option<Self> {
        i64::from_column(column).map(|number| number != 0)
    }
}

impl FromColumn for f64 {
    const WANTED: &'static str = "a number";

    fn from_column(column: Column<'_>) -> Option<Self> {
        match column {
            Column::Real(number) => Some(number),
            _ => None,
        }
    }
}

impl FromColumn for String {
    const WANTED: &'static str = "text";

    fn from_column(column: Column<'_>) -> Option<Self> {
        match column {
            Column::Text(text) => Some(text.to_owned()),
            _ => None,
        }
    }
}

impl FromColumn for Vec<u8> {
    const WANTED: &'static str = "bytes";

    fn from_column(column: Column<'_>) -> Option<Self> {
        match column {
            Column::Blob(bytes) => Some(bytes.to_vec()),
            _ => None,
        }
    }
}

impl FromColumn for Timestamp {
    const WANTED: &'static str = "microseconds";

    fn from_column(column: Column<'_>) -> Option<Self> {
        i64::from_column(column).map(Self)
    }
}
