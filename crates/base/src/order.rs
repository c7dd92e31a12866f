//! Putting things into another order.

/// The things in the order wanted: those named first, then the others as they were.
///
/// # Errors
/// The first named one that is not among them.
pub fn reordered<'a, T, I: Copy + PartialEq>(
    all: &'a [T],
    id_of: impl Fn(&T) -> I,
    wanted: &[I],
) -> Result<Vec<&'a T>, I> {
    let find = |id: &I| all.iter().find(|one| id_of(one) == *id).ok_or(*id);
    let mut ordered = wanted.iter().map(find).collect::<Result<Vec<_>, I>>()?;
    ordered.extend(all.iter().filter(|one| !wanted.contains(&id_of(one))));
    Ok(ordered)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_named_come_first_and_strangers_are_told() {
        let all = [1, 2, 3, 4];
        assert_eq!(reordered(&all, |n| *n, &[3, 1]), Ok(vec![&3, &1, &2, &4]));
        assert_eq!(reordered(&all, |n| *n, &[3, 9]), Err(9));
    }
}
