//! What a password must be. Figures of QCVN 12:2026/BCA (in force since 1 July 2026): at least 8 characters, mixed.

use domain::text::fold;
use views::Failure;

/// The fewest characters,
const SHORTEST: usize = 8;
/// and the most: nobody types more, and hashing must not be made slow from outside.
const LONGEST: usize = 128;
/// Of capitals, small letters, digits and signs, so many kinds must be there.
const KINDS: usize = 3;
/// Names shorter than this are part of many words.
const SHORTEST_NAME: usize = 3;
/// What people in Vietnam choose first, folded, without the digits and signs that they put around it.
const COMMON: &[&str] = &[
    "a",
    "aa",
    "ab",
    "abc",
    "abcd",
    "abcde",
    "abcdef",
    "admin",
    "administrator",
    "anhnhoem",
    "anhyeuem",
    "asd",
    "asdf",
    "asdfgh",
    "binhduong",
    "canbo",
    "changeme",
    "chuyenvien",
    "congan",
    "congchuc",
    "congdan",
    "dichvucong",
    "dragon",
    "emyeuanh",
    "giadinh",
    "guest",
    "hanoi",
    "hello",
    "hochiminh",
    "iloveyou",
    "khongbiet",
    "khongco",
    "lanhdao",
    "letmein",
    "login",
    "master",
    "matkhau",
    "matkhaumoi",
    "matma",
    "monkey",
    "motcua",
    "pass",
    "password",
    "qazwsx",
    "qazawsx",
    "qwe",
    "qwer",
    "qwert",
    "qwerty",
    "qwertyuiop",
    "saigon",
    "secret",
    "sunshine",
    "test",
    "thanhpho",
    "tinhyeu",
    "tphcm",
    "ubnd",
    "user",
    "vietnam",
    "vietnamvodich",
    "welcome",
    "xinchao",
    "yeuem",
    "zaq",
    "zxc",
    "zxcv",
    "zxcvbn",
];

/// Judges a new password of somebody with this user name.
///
/// # Errors
/// `PasswordShort`, `PasswordPlain`, `PasswordIsName`, `PasswordCommon`.
pub(crate) fn judge(password: &str, username: &str) -> Result<(), Failure> {
    let length = password.chars().count();
    if !(SHORTEST..=LONGEST).contains(&length) {
        return Err(Failure::PasswordShort);
    }
    if kinds(password) < KINDS {
        return Err(Failure::PasswordPlain);
    }
    let name = letters_and_digits(username);
    if name.chars().count() >= SHORTEST_NAME && letters_and_digits(password).contains(&name) {
        return Err(Failure::PasswordIsName);
    }
    if COMMON.contains(&core(password).as_str()) {
        return Err(Failure::PasswordCommon);
    }
    Ok(())
}

fn kinds(password: &str) -> usize {
    let kinds: [fn(char) -> bool; 4] =
        [char::is_uppercase, char::is_lowercase, char::is_numeric, |letter| !letter.is_alphanumeric()];
    kinds.iter().filter(|is| password.chars().any(*is)).count()
}

fn letters_and_digits(text: &str) -> String {
    fold(text).chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// The word that is left without what is put around and into it to look mixed: `P@ssw0rd1!` is `password`.
fn core(password: &str) -> String {
    let folded = fold(password);
    let word = folded.trim_matches(|letter: char| !letter.is_alphabetic());
    let letters = word.chars().filter_map(|letter| match letter {
        '@' | '4' => Some('a'),
        '0' => Some('o'),
        '1' | '!' => Some('i'),
        '3' => Some('e'),
        '$' | '5' => Some('s'),
        '7' => Some('t'),
        letter => letter.is_alphabetic().then_some(letter),
    });
    letters.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_long_and_mixed() {
        for (password, judged) in [
            ("", Err(Failure::PasswordShort)),
            ("Ngắn-1a", Err(Failure::PasswordShort)),
            ("Đủ-dài-1", Ok(())),
            ("chithuong", Err(Failure::PasswordPlain)),
            ("CHIHOA12345", Err(Failure::PasswordPlain)),
            ("1234567890", Err(Failure::PasswordPlain)),
            ("Hoa-va-thuong", Ok(())),
            ("hoa va 12 thuong", Ok(())),
            ("Mot-Cua-2026-x", Ok(())),
        ] {
            assert_eq!(judge(password, "le.thi.lan"), judged, "{password}");
        }
        assert_eq!(
            judge(&"Aa1-".repeat(33), "lan"),
            Err(Failure::PasswordShort),
            "longer than anybody types"
        );
    }

    #[test]
    fn a_password_is_not_the_name_in_disguise() {
        for password in ["Le.Thi.Lan-1", "LeThiLan2026", "xLê-Thị-Lan9"] {
            assert_eq!(judge(password, "le.thi.lan"), Err(Failure::PasswordIsName), "{password}");
        }
        judge("Ba-con-voi-7", "a").unwrap();
    }

    #[test]
    fn what_everybody_chooses_is_guessed_first() {
        for password in [
            "Matkhau@123",
            "Mật-khẩu-1",
            "P@ssw0rd",
            "P@ssw0rd1!",
            "Vietnam2026",
            "Việt_Nam_2026",
            "Anhyeuem1!",
            "123456aA@",
            "Abc@12345",
            "Admin@123",
            "Motcua@2026",
            "Qwerty!234",
            "1qaz@WSX",
            "Hanoi-2026",
        ] {
            assert_eq!(judge(password, "le.thi.lan"), Err(Failure::PasswordCommon), "{password}");
        }
    }

    #[test]
    fn the_list_is_written_as_it_is_compared() {
        for word in COMMON {
            assert_eq!(core(word), *word);
        }
    }
}
