use leptos::prelude::*;

use crate::ui::{PageTitle, t};

/// `/about`: what this is and what it promises.
#[component]
pub fn AboutPage() -> impl IntoView {
    let title = t("Giới thiệu", "About");
    view! {
        <PageTitle title=title/>
        <main id="main" class="page" tabindex="-1">
            <h1>{title}</h1>
            <p class="lead">{t(
                "Một Cửa là nơi làm thủ tục hành chính của tỉnh trên mạng: nộp hồ sơ từ điện thoại, biết ngày trả kết quả, và đánh giá khi xong việc.",
                "Một Cửa is the province's one-stop shop online: apply from a phone, know the day of the result, and rate the service when it is done.",
            )}</p>
            <h2>{t("Bạn được bảo đảm điều gì", "What you can count on")}</h2>
            <ul>
                <li>{t(
                    "Đã có mã hồ sơ thì hồ sơ đã nằm trọn vẹn ở cơ quan, kể cả mọi tệp.",
                    "Once you have a code, the office has your dossier whole, every file included.",
                )}</li>
                <li>{t(
                    "Hồ sơ trực tuyến được kiểm tra trong 8 giờ làm việc.",
                    "An online dossier is checked within 8 working hours.",
                )}</li>
                <li>{t(
                    "Nếu thiếu giấy tờ, cơ quan báo một lần, đầy đủ, có lý do.",
                    "If something is missing, the office says so once, in full, with the reason.",
                )}</li>
                <li>{t(
                    "Ngày trả kết quả kèm cách tính, ai cũng tính lại được.",
                    "The day of the result comes with its arithmetic, for anybody to check.",
                )}</li>
                <li>{t(
                    "Mọi từ chối đều bằng văn bản và có lý do.",
                    "Every refusal is in writing and gives a reason.",
                )}</li>
            </ul>
            <h2>{t("Trang này dùng được thế nào", "How this site works")}</h2>
            <p>{t(
                "Trang chạy được cả khi trình duyệt tắt JavaScript, trên điện thoại cũ và mạng yếu. Bạn có thể dùng bàn phím hoặc trình đọc màn hình cho mọi việc.",
                "It works without JavaScript, on old phones and weak networks, by keyboard and by screen reader.",
            )}</p>
        </main>
    }
    .into_any()
}

/// `/privacy`: what is kept of a person, why, and who reads it.
#[component]
pub fn PrivacyPage() -> impl IntoView {
    let title = t("Dữ liệu cá nhân", "Personal data");
    view! {
        <PageTitle title=title/>
        <main id="main" class="page" tabindex="-1">
            <h1>{title}</h1>
            <p class="lead">{t(
                "Chúng tôi chỉ hỏi những gì thủ tục cần, và chỉ dùng để giải quyết hồ sơ của bạn.",
                "We ask only for what the procedure needs and use it only to deal with your dossier.",
            )}</p>
            <h2>{t("Lưu những gì", "What is kept")}</h2>
            <ul>
                <li>{t(
                    "Bản nháp: câu trả lời và tệp bạn đã gửi lên. Bạn xóa được bất cứ lúc nào trước khi nộp.",
                    "Drafts: your answers and files. You can delete them at any time before you file.",
                )}</li>
                <li>{t(
                    "Hồ sơ đã nộp: câu trả lời, tệp, các bước xử lý và kết quả. Theo pháp luật về lưu trữ, hồ sơ đã nộp không tự xóa được.",
                    "Filed dossiers: answers, files, every step and the result. Under the law on archives they cannot simply be deleted.",
                )}</li>
                <li>{t(
                    "Tin nhắn giữa bạn và Bộ phận Một cửa, với tệp gửi kèm và lúc mỗi bên đã xem; giữ cùng hồ sơ.",
                    "Messages between you and the one-stop, with their files and when each side read them; kept with the dossier.",
                )}</li>
                <li>{t(
                    "Một cookie để giữ phiên làm việc và một cookie nhớ ngôn ngữ. Không quảng cáo, không theo dõi.",
                    "One cookie for your session and one for your language. No advertising, no tracking.",
                )}</li>
            </ul>
            <h2>{t("Ai được xem", "Who can see it")}</h2>
            <ul>
                <li>{t(
                    "Bạn, sau khi đăng nhập.",
                    "You, when you are signed in.",
                )}</li>
                <li>{t(
                    "Cán bộ của đơn vị giải quyết hồ sơ. Mỗi lần cán bộ mở hồ sơ đều được ghi lại và bạn xem được ở trang theo dõi hồ sơ.",
                    "Officers of the unit that deals with it. Each time one opens your dossier it is recorded, and you can see it on the dossier's page.",
                )}</li>
                <li>{t(
                    "Người chỉ có mã hồ sơ thì thấy mã và mức độ hoàn thành, không thấy gì khác.",
                    "Somebody who only has the code sees the code and how far it is, nothing else.",
                )}</li>
            </ul>
            <h2>{t("Khi bạn đánh giá", "When you rate the service")}</h2>
            <p>{t(
                "Phiếu đánh giá không lưu tên, số định danh hay mã hồ sơ. Không ai nối được câu trả lời với bạn. Số liệu chỉ công bố khi có từ 5 phiếu.",
                "A rating stores no name, no number and no dossier code. Nobody can tie an answer to you. Figures are shown only from 5 ratings on.",
            )}</p>
            <h2>{t("Quyền của bạn", "Your rights")}</h2>
            <p>{t(
                "Theo Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15, bạn có quyền xem, yêu cầu sửa dữ liệu của mình và khiếu nại. Việc giải quyết thủ tục là nhiệm vụ theo luật nên trang này không xin sự đồng ý ở những chỗ không cần.",
                "Under the Law on Personal Data Protection 91/2025/QH15 you may see your data, ask for corrections and complain. Dealing with procedures is a task set by law, so this site does not ask for consent where none is needed.",
            )}</p>
        </main>
    }
    .into_any()
}
