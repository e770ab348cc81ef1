use domain::text::Lang;
use leptos::prelude::*;
use views::Failure;

use super::lang;

/// What a failure means and what to do, in the language of the page.
#[must_use]
pub fn failure_text(failure: Failure) -> &'static str {
    failure_in(failure, lang())
}

/// The same in a language that the caller knows.
#[must_use]
pub fn failure_in(failure: Failure, lang: Lang) -> &'static str {
    let t = |vi: &'static str, en: &'static str| match lang {
        Lang::Vi => vi,
        Lang::En => en,
    };
    match failure {
        Failure::NotFound => t("Không tìm thấy, hoặc bạn không được xem.", "Not found, or not yours to see."),
        Failure::NotAllowed => t("Bạn không có quyền làm việc này.", "You are not allowed to do this."),
        Failure::SignInNeeded => t(
            "Hãy đăng nhập để tiếp tục. Những gì đã ghi vẫn còn.",
            "Sign in to go on. What you wrote is kept.",
        ),
        Failure::Refused => t(
            "Phiên làm việc đã hết hoặc yêu cầu đến từ trang khác. Tải lại trang rồi thử lại.",
            "The session has ended or the request came from another site. Reload the page and try again.",
        ),
        Failure::WrongState => t(
            "Hồ sơ đã chuyển sang bước khác, có thể người khác vừa xử lý. Tải lại trang để xem.",
            "The dossier has moved on; somebody else may have been faster. Reload the page.",
        ),
        Failure::Incomplete => t(
            "Còn chỗ chưa điền hoặc chưa đúng. Xem các chỗ được đánh dấu.",
            "Something is missing or wrong. See the marked places.",
        ),
        Failure::ReasonMissing => t("Hãy ghi lý do.", "Write the reason."),
        Failure::OutcomeMissing => t("Hãy chọn đồng ý hay từ chối.", "Choose whether to grant or to refuse."),
        Failure::RefusalReasonMissing => {
            t("Hãy ghi lý do từ chối cho người nộp.", "Write the reason of the refusal, for the applicant.")
        }
        Failure::ResultFileMissing => t("Hãy đính kèm tệp kết quả trước.", "Attach the result file first."),
        Failure::SamePerson => t("Người dự thảo không được tự duyệt.", "Whoever drafts may not approve."),
        Failure::SecondSupplement => t(
            "Hồ sơ đã được yêu cầu bổ sung một lần; pháp luật chỉ cho một lần.",
            "A supplement was already asked for once; the law allows it once.",
        ),
        Failure::SupplementTooLate => t(
            "Đã quá thời gian được yêu cầu bổ sung kể từ khi tiếp nhận.",
            "Too long since acceptance: a supplement can no longer be asked for.",
        ),
        Failure::SecondReappointment => t(
            "Hồ sơ đã được hẹn lại một lần; pháp luật chỉ cho một lần.",
            "The promised day was moved once already; the law allows it once.",
        ),
        Failure::ReappointmentTooLate => t(
            "Đã đến ngày hẹn trả. Chỉ được hẹn lại trước ngày hẹn ít nhất một ngày.",
            "The promised day has come. It can be moved at least a day before only.",
        ),
        Failure::DayUnfit => t(
            "Ngày hẹn mới phải là ngày làm việc và sau ngày đã hẹn.",
            "The new day must be a working day after the promised one.",
        ),
        Failure::ReceiptMissing => t(
            "Ghi số biên lai, hoặc lý do không phải nộp.",
            "Give the number of the receipt, or why nothing is to be paid.",
        ),
        Failure::FeesUnsettled => t(
            "Còn phí, lệ phí chưa nộp. Ghi nhận việc nộp trước khi trả kết quả.",
            "A fee is not settled. Note the payment before the result is handed over.",
        ),
        Failure::NothingToPay => t(
            "Thủ tục này không thu, hoặc đã yêu cầu nộp rồi.",
            "Nothing is charged in this procedure, or it was asked for already.",
        ),
        Failure::NothingAsked => {
            t("Hãy ghi lý do ở ít nhất một mục cần bổ sung.", "Give a reason at one item at least.")
        }
        Failure::TooMuchText => t("Nội dung quá dài.", "The text is too long."),
        Failure::FileTooLarge => t(
            "Tệp quá lớn. Cỡ lớn nhất ghi ở chỗ tải lên.",
            "The file is too large. The limit stands where it is uploaded.",
        ),
        Failure::FileEmpty => t("Chưa chọn tệp, hoặc tệp rỗng.", "No file was chosen, or it is empty."),
        Failure::FileKind => {
            t("Chỉ nhận ảnh JPEG, PNG, WebP hoặc PDF.", "Only JPEG, PNG or WebP pictures and PDF are taken.")
        }
        Failure::FileBroken => t(
            "Tệp bị hỏng, không mở được. Hãy chụp hoặc quét lại.",
            "The file is damaged and cannot be opened. Take or scan it again.",
        ),
        Failure::TooManyFiles => t("Chỗ này đã đủ số tệp.", "No more files fit here."),
        Failure::TooManyDrafts => t(
            "Bạn đang có quá nhiều bản nháp. Hãy nộp hoặc xóa bớt ở “Hồ sơ của tôi”.",
            "You have too many drafts. File or delete some under “My dossiers”.",
        ),
        Failure::FileLost => t(
            "Một tệp chưa đến đủ. Hãy xóa và tải lại tệp đó.",
            "A file did not arrive whole. Remove it and upload it again.",
        ),
        Failure::MessageEmpty => t("Hãy viết vài chữ trước khi gửi.", "Write something before you send it."),
        Failure::MessagesUnanswered => t(
            "Bạn đã gửi 5 tin chưa được trả lời. Chờ Bộ phận Một cửa trả lời rồi nhắn tiếp.",
            "Five of your messages are unanswered. Wait for the one-stop before you write again.",
        ),
        Failure::MessagesClosed => t(
            "Hồ sơ đã kết thúc quá 30 ngày nên không nhắn tin được nữa.",
            "The dossier ended more than 30 days ago: nobody can write any more.",
        ),
        Failure::NationalIdInvalid => {
            t("Số định danh cá nhân có 12 chữ số.", "A personal number has 12 digits.")
        }
        Failure::NumbersDiffer => t(
            "Hai lần nhập số định danh không giống nhau. Nhập lại theo giấy tờ tùy thân.",
            "The two numbers are not the same. Type them again from the identity paper.",
        ),
        Failure::KnownByAnotherName => t(
            "Số định danh này là của một người có tên khác. Kiểm tra lại số và tên trên giấy tờ tùy thân.",
            "This number is that of somebody with another name. Check number and name on the identity paper.",
        ),
        Failure::ArrivalDay => t(
            "Chọn ngày thư đến: hôm nay hoặc trong 60 ngày qua.",
            "Choose the day on which the letter came: today, or one of the last 60 days.",
        ),
        Failure::DraftChanged => t(
            "Hồ sơ vừa được sửa ở nơi khác. Xem lại những gì dưới đây rồi bấm lần nữa.",
            "It was changed elsewhere a moment ago. Look at what stands below and press once more.",
        ),
        Failure::ApplicantActed => t(
            "Người đang đứng tên đã nhắn tin, nộp bổ sung hoặc xin rút trong hồ sơ này, nên không chuyển được sang người khác. Hãy kết thúc hồ sơ này và nhập hồ sơ mới.",
            "Whoever has this dossier wrote in it, so it cannot become another person's. End it and key in a new one.",
        ),
        Failure::PhoneInvalid => t(
            "Số điện thoại phải là số ở Việt Nam, ví dụ 0912 345 678.",
            "The phone number must be one in Viet Nam, such as 0912 345 678.",
        ),
        Failure::EmailInvalid => t(
            "Địa chỉ thư điện tử không đúng. Ví dụ: ten@example.vn",
            "This is no e-mail address. For example: name@example.vn",
        ),
        Failure::TooSoon => t(
            "Vừa gửi một liên kết. Chờ một phút rồi thử lại.",
            "A link was just sent. Try again in a minute.",
        ),
        Failure::LinkExpired => t(
            "Liên kết đã hết hạn hoặc không phải của bạn. Hãy nhập lại địa chỉ để nhận liên kết mới.",
            "The link is too old or not yours. Enter the address again for a new one.",
        ),
        Failure::WrongPassword => {
            t("Tên đăng nhập hoặc mật khẩu không đúng.", "The user name or password is wrong.")
        }
        Failure::LockedOut => t(
            "Sai quá 5 lần. Tên này bị khóa 12 giờ; quản trị hệ thống có thể mở sớm hơn.",
            "Wrong more than 5 times. The name is locked for 12 hours; the administrator can unlock it sooner.",
        ),
        Failure::PasswordShort => {
            t("Mật khẩu phải có từ 8 đến 128 ký tự.", "The password needs 8 to 128 characters.")
        }
        Failure::PasswordPlain => t(
            "Dùng ít nhất ba loại: chữ hoa, chữ thường, chữ số, dấu.",
            "Use at least three kinds of: capitals, small letters, digits, signs.",
        ),
        Failure::PasswordIsName => {
            t("Mật khẩu không được chứa tên đăng nhập.", "The password must not hold the user name.")
        }
        Failure::PasswordCommon => t(
            "Mật khẩu này quá phổ biến, ai cũng đoán được.",
            "This password is one of the commonest; anybody guesses it.",
        ),
        Failure::PasswordUsed => t(
            "Mật khẩu này đã dùng trong 10 lần gần đây. Chọn mật khẩu khác.",
            "This was one of your last 10 passwords. Choose another.",
        ),
        Failure::PasswordsDiffer => t("Hai lần nhập không giống nhau.", "The two entries are not the same."),
        Failure::DemoAccount => t(
            "Đây là người thử nghiệm dùng chung, không đổi được tài khoản.",
            "This is a demo person whom everybody shares; the account cannot be changed.",
        ),
        Failure::CodeWrong => t(
            "Mã không đúng. Xem lại mã đang hiện trên điện thoại.",
            "The code is wrong. Look at the phone again.",
        ),
        Failure::CodeUsed => t(
            "Mã này đã dùng rồi. Chờ mã mới, chậm nhất 30 giây.",
            "This code was used already. Wait for the next, at most 30 seconds.",
        ),
        Failure::ProofNeeded => t(
            "Việc này cần xác nhận lại. Nhập mật khẩu hoặc mã rồi bấm lần nữa.",
            "This asks for a fresh proof. Enter the password or a code and press again.",
        ),
        Failure::PasskeyWrong => t(
            "Khóa truy cập không được chấp nhận: quá 5 phút, đã dùng, hoặc không phải khóa của bạn. Thử lại, hoặc dùng mã.",
            "The passkey was not accepted: older than 5 minutes, used before, or not yours. Try again, or use the code.",
        ),
        Failure::TooManyPasskeys => {
            t("Bạn đã có 10 khóa truy cập. Bỏ bớt một khóa trước.", "You have 10 passkeys. Remove one first.")
        }
        Failure::PasskeysNowhere => t(
            "Ở địa chỉ này trình duyệt không dùng được khóa truy cập. Hãy dùng mã.",
            "Browsers know no passkeys at this address. Use the code.",
        ),
        Failure::OwnAccount => t(
            "Không tự đóng tài khoản của mình. Nhờ quản trị khác đóng.",
            "Nobody closes their own account. Ask another administrator.",
        ),
        Failure::NameTaken => t("Tên đăng nhập này đã có người dùng.", "This user name is taken."),
        Failure::NameUnfit => t(
            "Tên đăng nhập chỉ gồm chữ thường không dấu, số, dấu chấm và gạch.",
            "A user name has small letters without marks, digits, dots and hyphens.",
        ),
        Failure::IssuerUnreachable => t(
            "Chưa kết nối được với nơi xác thực nên lúc này chưa đăng nhập và chưa nộp được. Bản nháp vẫn được lưu; hãy thử lại sau ít phút.",
            "The identity provider cannot be reached, so you cannot sign in and file right now. Drafts are kept; try again in a few minutes.",
        ),
        Failure::SignInCancelled => t(
            "Bạn đã dừng đăng nhập. Những gì đã ghi vẫn còn.",
            "You stopped signing in. What you wrote is kept.",
        ),
        Failure::SignInExpired => t(
            "Lượt đăng nhập này đã dùng rồi, đã quá 10 phút hoặc bắt đầu ở trình duyệt khác. Hãy bấm đăng nhập lại.",
            "This sign-in was used already, took more than 10 minutes or began in another browser. Sign in once more.",
        ),
        Failure::IdentityUnproven => t(
            "Không kiểm chứng được câu trả lời của nơi xác thực nên chưa đăng nhập. Hãy thử lại; nếu vẫn vậy, hãy báo Bộ phận Một cửa.",
            "The answer of the identity provider could not be verified, so you are not signed in. Try again; if it stays so, tell the one-stop.",
        ),
        Failure::IdentityIncomplete => t(
            "Nơi xác thực chưa cho biết đủ số định danh 12 chữ số, họ tên và ngày sinh của bạn. Hãy bổ sung ở tài khoản đó hoặc đồng ý chia sẻ rồi đăng nhập lại.",
            "The identity provider did not tell your 12-digit national ID, name and date of birth. Complete that account or agree to share them, then sign in again.",
        ),
        Failure::IdentityChanged => t(
            "Tài khoản này trước đây mang số định danh khác. Hãy mang giấy tờ tùy thân đến Bộ phận Một cửa để được kiểm tra.",
            "This account had another national ID before. Bring your identity papers to the one-stop.",
        ),
        Failure::IdentityTaken => t(
            "Số định danh này đã có người dùng và đăng nhập bằng cách khác. Hãy đăng nhập bằng cách đã dùng lần trước.",
            "This national ID belongs to an account that signs in another way. Use the way you signed in before.",
        ),
        Failure::CollectorMissing => t(
            "Chọn ai đã nhận kết quả và bằng giấy tờ gì.",
            "Choose who fetched the result, and by which paper.",
        ),
        Failure::OrganisationTaken => t(
            "Tổ chức có mã số thuế này đã có người đại diện đăng nhập bằng cách khác. Hãy đăng nhập bằng cách đó, hoặc nhờ người đại diện mời bạn.",
            "Those who represent the organisation with this tax code sign in another way. Use that way, or ask them to invite you.",
        ),
        Failure::TaxCodeMissing => t(
            "Nơi xác thực chưa cho biết mã số thuế hợp lệ của tổ chức bạn đại diện.",
            "The identity provider did not tell a valid tax code of the organisation you represent.",
        ),
        Failure::RightsEnded => t(
            "Quyền làm thay tổ chức của bạn đã hết hoặc đang tạm dừng. Bấm “Làm cho mình” ở đầu trang để tiếp tục với tên của bạn.",
            "Your rights to act for the organisation have ended or rest. Press “Act for yourself” at the head of the page to go on in your own name.",
        ),
        Failure::RightsProcedure => t(
            "Thủ tục này không nằm trong quyền mà tổ chức cho bạn. Hãy hỏi chủ tổ chức.",
            "This procedure is not among those that the organisation lets you handle. Ask its owner.",
        ),
        Failure::RightsAmount => t(
            "Phí, lệ phí của hồ sơ vượt mức tổ chức cho bạn, hoặc chưa biết bao nhiêu. Hãy hỏi chủ tổ chức.",
            "The fee of the dossier is above what the organisation lets you cause, or not known. Ask its owner.",
        ),
        Failure::ActForNone => t(
            "Trang này của tổ chức. Hãy vào “Doanh nghiệp” và chọn bạn làm thay tổ chức nào.",
            "This page is an organisation's. Go to “Business” and choose for which one you act.",
        ),
        Failure::SheetUnreadable => t(
            "Không đọc được bảng này, hoặc bảng chưa có hàng nào. Hãy dùng tệp mẫu và giữ nguyên hàng đầu đang ẩn.",
            "The table cannot be read, or has no rows yet. Use the template and leave its hidden first row as it is.",
        ),
        Failure::SheetTooLong => t(
            "Bảng quá lớn: tối đa 200 hàng và 5 MB. Hãy chia thành nhiều bảng.",
            "The table is too large: 200 rows and 5 MB at the most. Divide it into several.",
        ),
        Failure::LastOwner => t(
            "Bạn là người đại diện duy nhất; tổ chức phải còn một người đại diện.",
            "You are the only owner; the organisation must keep one.",
        ),
        Failure::InvitationEnded => t(
            "Lời mời đã dùng, đã bị rút hoặc quá 7 ngày. Hãy xin lời mời mới.",
            "The invitation was used, taken back or is older than 7 days. Ask for a new one.",
        ),
        Failure::TooManyInvitations => t(
            "Đang có quá nhiều lời mời, hoặc hôm nay đã mời quá nhiều. Hủy bớt lời mời cũ, hoặc mời tiếp vào ngày mai.",
            "Too many invitations are open, or were made today. Take some back, or go on tomorrow.",
        ),
        Failure::AlreadyMember => {
            t("Bạn đã làm thay tổ chức này rồi.", "You act for this organisation already.")
        }
        Failure::NameMissing => {
            t("Hãy ghi tên, không quá 100 ký tự.", "Write a name, of 100 letters at most.")
        }
        Failure::ProceduresMissing => t("Hãy đánh dấu ít nhất một thủ tục.", "Tick one procedure at least."),
        Failure::AmountInvalid => {
            t("Ghi số tiền bằng đồng, ví dụ: 50000", "Write an amount in đồng, for example: 50000")
        }
        Failure::CalendarDay => t(
            "Ngày này không thuộc năm của lịch, đã có trong lịch, hoặc không phải thứ Bảy.",
            "The day is not of this year, is in the calendar already, or is no Saturday.",
        ),
        Failure::CalendarSource => t(
            "Hãy ghi thông báo làm căn cứ trước khi xác nhận.",
            "Name the official notice before the calendar is confirmed.",
        ),
        Failure::CalendarChanged => t(
            "Lịch vừa được sửa. Tải lại trang và xem lại trước khi xác nhận.",
            "The calendar was changed meanwhile. Reload the page and look again before confirming.",
        ),
        Failure::CalendarOwn => t(
            "Người đã sửa lịch không được tự xác nhận; cần một người khác.",
            "Whoever changed the calendar may not confirm it; somebody else must.",
        ),
        Failure::EditionFaulty => t(
            "Bản soạn còn chỗ phải sửa. Xem danh sách lỗi, sửa rồi mới công bố.",
            "The draft still has faults. Mend those of the list before it is published.",
        ),
        Failure::EditionChanged => t(
            "Bản soạn vừa được người khác sửa. Xem lại rồi làm tiếp.",
            "Somebody changed the draft meanwhile. Look at it again.",
        ),
        Failure::EditionPlaceChanged => t(
            "Người khác vừa sửa bản soạn ở đúng chỗ này. Mở trang ở thẻ khác để xem bản của họ rồi làm tiếp.",
            "Somebody changed this very place of the draft meanwhile. Open the page in another tab to see theirs, then go on.",
        ),
        Failure::EditionOwn => t(
            "Người đã sửa bản soạn không được tự công bố; phải là người khác.",
            "Whoever changed the draft may not publish it; somebody else must.",
        ),
        Failure::EditionUnreadable => t(
            "Chưa đọc được toàn văn của bản soạn. Sửa toàn văn trước, hoặc hoàn tác.",
            "The text of the draft cannot be read. Correct the text first, or undo.",
        ),
        Failure::EditionBegun => t(
            "Phiên bản đã có hiệu lực nên không thu hồi được nữa. Hãy soạn một bản mới.",
            "The version has begun and cannot be taken back. Prepare a new one.",
        ),
        Failure::DayInvalid => t(
            "Chọn một ngày từ hôm nay trở đi, ví dụ: 31/12/2026",
            "Choose a day from today on, for example: 31/12/2026",
        ),
        Failure::RatingUsed => {
            t("Đánh giá này đã được gửi. Cảm ơn bạn.", "This rating has been sent already. Thank you.")
        }
        Failure::RatingIncomplete => {
            t("Hãy chọn một mức cho cả năm câu.", "Choose one step for all five questions.")
        }
        Failure::NoCalendar => t(
            "Chưa có lịch làm việc của năm này nên chưa tính được ngày. Hãy báo quản trị.",
            "There is no working calendar for that year, so no date can be computed. Tell the administrator.",
        ),
        Failure::NoPaperSet => t(
            "Chưa nạp bộ biểu mẫu có hiệu lực nên chưa cấp được giấy. Hãy báo quản trị.",
            "No set of statutory papers is loaded for today, so none can be issued. Tell the administrator.",
        ),
        Failure::TooManyRequests => t(
            "Có quá nhiều yêu cầu từ nơi bạn truy cập. Chờ vài phút rồi thử lại; hồ sơ của mình thì đăng nhập là xem được.",
            "Too many requests from where you are. Wait a few minutes, or sign in to see your own dossiers.",
        ),
        Failure::KeyReused => t(
            "Khóa này đã dùng cho một yêu cầu khác. Mỗi yêu cầu mới cần khóa mới.",
            "This key came with another request before. Each new request needs a new key.",
        ),
        Failure::NoOrganisation => t(
            "Việc này dành cho chủ sở hữu của tổ chức. Hãy đăng nhập bằng tài khoản tổ chức và chọn tổ chức.",
            "This is for the owner of an organisation. Sign in with its account and choose the organisation.",
        ),
        Failure::TokenNameMissing => t(
            "Hãy đặt tên cho khóa, để sau này biết nó dùng cho việc gì.",
            "Name the token, so that you know later what it was for.",
        ),
        Failure::ScopesMissing => t(
            "Hãy chọn ít nhất một việc mà khóa được làm.",
            "Choose at least one thing that the token may do.",
        ),
        Failure::TooManyTokens => t(
            "Tổ chức đã có đủ số khóa. Hãy thu hồi khóa không dùng nữa.",
            "The organisation has as many tokens as it may have. Revoke those that are not used.",
        ),
        Failure::TooManyWebhooks => t(
            "Tổ chức đã có đủ số webhook. Hãy bỏ bớt.",
            "The organisation has as many webhooks as it may have. Remove some.",
        ),
        Failure::WebhookKnown => t(
            "Địa chỉ này đã có trong danh sách. Mỗi địa chỉ chỉ thêm một lần.",
            "This address is in the list already. Each is added once.",
        ),
        Failure::WebhookAddress => t(
            "Đây không phải địa chỉ https trên Internet. Địa chỉ đúng có dạng https://phanmem.example.vn/motcua.",
            "This is not an https address on the public internet. One looks like https://software.example.vn/motcua.",
        ),
        Failure::Broken => t(
            "Hệ thống gặp lỗi. Lỗi đã được ghi lại; hãy thử lại sau ít phút.",
            "Something broke on our side and was logged. Try again in a few minutes.",
        ),
        Failure::Offline => t(
            "Không kết nối được. Những gì đã ghi vẫn còn trên màn hình; hãy thử lại.",
            "No connection. What you wrote is still on the screen; try again.",
        ),
    }
}

/// A failure at the head of the page that it came back to.
pub fn failure_summary(failure: Failure) -> AnyView {
    view! {
        <div class="error-summary" role="alert" tabindex="-1">
            <p>{failure_text(failure)}</p>
        </div>
    }
    .into_any()
}
