/// The most choices that a case takes from its tape, two bytes each.
const LENGTH: usize = 800;

/// The tape of a seed. Tapes of small seeds are short, so that simple cases come first.
#[must_use]
pub fn tape(seed: u32) -> Vec<u8> {
    let mut state = u64::from(seed).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x6d6f_7463_7561_0001;
    let mut next = || {
        // SplitMix64, Steele and others 2014.
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    };
    let length = LENGTH.min(16 + usize::try_from(seed).unwrap_or(LENGTH) / 8);
    (0..length).flat_map(|_| (next() >> 48).to_le_bytes().into_iter().take(2)).collect()
}

/// Reads choices from a tape.
pub(crate) struct Choices<'a> {
    tape: &'a [u8],
}

impl<'a> Choices<'a> {
    pub const fn of(tape: &'a [u8]) -> Self {
        Self { tape }
    }

    /// A number below `count`; 0 where the tape has ended.
    pub fn below(&mut self, count: u16) -> u16 {
        let (two, rest) = self.tape.split_at(self.tape.len().min(2));
        self.tape = rest;
        match two {
            [low, high] if count > 0 => u16::from_le_bytes([*low, *high]) % count,
            _ => 0,
        }
    }

    /// True one time in `count`; false where the tape has ended.
    pub fn one_in(&mut self, count: u16) -> bool {
        self.below(count) + 1 == count && count > 1
    }

    /// One of these; the first where the tape has ended.
    pub fn pick<'b, T: ?Sized>(&mut self, of: &[&'b T]) -> &'b T {
        let place = self.below(u16::try_from(of.len()).unwrap_or(u16::MAX));
        of[usize::from(place)]
    }
}
