//! The icons: a closed list of Lucide's, so that the browser carries only those that are used.

use leptos::prelude::*;

/// An icon by its Lucide name. It decorates: what it means stands in text or in a label beside it.
#[component]
pub fn Icon(#[prop(into)] name: String) -> impl IntoView {
    let drawing = drawing(&name).unwrap_or(icondata::LuBox.data);
    view! {
        <svg
            viewBox="0 0 24 24"
            fill="none"
            stroke="currentColor"
            stroke-linecap="round"
            stroke-linejoin="round"
            aria-hidden="true"
            inner_html=drawing
        ></svg>
    }
}

/// Whether there is an icon of this name.
pub fn knows(name: &str) -> bool {
    drawing(name).is_some()
}

fn drawing(name: &str) -> Option<&'static str> {
    let icon = match name {
        "activity" => icondata::LuActivity,
        "arrow-down" => icondata::LuArrowDown,
        "arrow-left" => icondata::LuArrowLeft,
        "arrow-right" => icondata::LuArrowRight,
        "arrow-up" => icondata::LuArrowUp,
        "arrow-up-down" => icondata::LuArrowUpDown,
        "book-open" => icondata::LuBookOpen,
        "bookmark" => icondata::LuBookmark,
        "box" => icondata::LuBox,
        "brush-cleaning" => icondata::LuBrushCleaning,
        "network" => icondata::LuNetwork,
        "building-2" => icondata::LuBuilding2,
        "calendar" => icondata::LuCalendar,
        "car" => icondata::LuCar,
        "check" => icondata::LuCheck,
        "chevron-down" => icondata::LuChevronDown,
        "chevron-left" => icondata::LuChevronLeft,
        "chevron-right" => icondata::LuChevronRight,
        "chevron-up" => icondata::LuChevronUp,
        "circle-alert" => icondata::LuCircleAlert,
        "circle-check" => icondata::LuCircleCheck,
        "clock" => icondata::LuClock,
        "coins" => icondata::LuCoins,
        "code" => icondata::LuCode,
        "columns-3" => icondata::LuColumns3,
        "copy" => icondata::LuCopy,
        "cpu" => icondata::LuCpu,
        "database" => icondata::LuDatabase,
        "download" => icondata::LuDownload,
        "ellipsis" => icondata::LuEllipsis,
        "eraser" => icondata::LuEraser,
        "external-link" => icondata::LuExternalLink,
        "eye" => icondata::LuEye,
        "factory" => icondata::LuFactory,
        "file" => icondata::LuFile,
        "file-text" => icondata::LuFileText,
        "funnel" => icondata::LuFunnel,
        "funnel-x" => icondata::LuFunnelX,
        "git-merge" => icondata::LuGitMerge,
        "graduation-cap" => icondata::LuGraduationCap,
        "life-buoy" => icondata::LuLifeBuoy,
        "clipboard-check" => icondata::LuClipboardCheck,
        "grip-vertical" => icondata::LuGripVertical,
        "handshake" => icondata::LuHandshake,
        "history" => icondata::LuHistory,
        "house" => icondata::LuHouse,
        "id-card" => icondata::LuIdCard,
        "info" => icondata::LuInfo,
        "key-round" => icondata::LuKeyRound,
        "keyboard" => icondata::LuKeyboard,
        "languages" => icondata::LuLanguages,
        "leaf" => icondata::LuLeaf,
        "link" => icondata::LuLink,
        "list" => icondata::LuList,
        "text" => icondata::LuText,
        "list-checks" => icondata::LuListChecks,
        "lock" => icondata::LuLock,
        "log-out" => icondata::LuLogOut,
        "log-in" => icondata::LuLogIn,
        "plug" => icondata::LuPlug,
        "mail" => icondata::LuMail,
        "map-pin" => icondata::LuMapPin,
        "maximize-2" => icondata::LuMaximize2,
        "menu" => icondata::LuMenu,
        "message-square" => icondata::LuMessageSquare,
        "monitor" => icondata::LuMonitor,
        "monitor-smartphone" => icondata::LuMonitorSmartphone,
        "moon" => icondata::LuMoon,
        "package" => icondata::LuPackage,
        "panel-left" => icondata::LuPanelLeft,
        "panel-right" => icondata::LuPanelRight,
        "paperclip" => icondata::LuPaperclip,
        "pencil" => icondata::LuPencil,
        "percent" => icondata::LuPercent,
        "phone" => icondata::LuPhone,
        "plus" => icondata::LuPlus,
        "refresh-cw" => icondata::LuRefreshCw,
        "save" => icondata::LuSave,
        "scroll-text" => icondata::LuScrollText,
        "search" => icondata::LuSearch,
        "send" => icondata::LuSend,
        "settings" => icondata::LuSettings,
        "share-2" => icondata::LuShare2,
        "shield" => icondata::LuShield,
        "square-check" => icondata::LuSquareCheck,
        "square-kanban" => icondata::LuSquareKanban,
        "star" => icondata::LuStar,
        "sticky-note" => icondata::LuStickyNote,
        "sun" => icondata::LuSun,
        "sun-moon" => icondata::LuSunMoon,
        "tag" => icondata::LuTag,
        "target" => icondata::LuTarget,
        "trash-2" => icondata::LuTrash2,
        "triangle-alert" => icondata::LuTriangleAlert,
        "truck" => icondata::LuTruck,
        "undo-2" => icondata::LuUndo2,
        "upload" => icondata::LuUpload,
        "user-round" => icondata::LuUserRound,
        "user-round-plus" => icondata::LuUserRoundPlus,
        "users" => icondata::LuUsers,
        "users-round" => icondata::LuUsersRound,
        "warehouse" => icondata::LuWarehouse,
        "wifi-off" => icondata::LuWifiOff,
        "wrench" => icondata::LuWrench,
        "x" => icondata::LuX,
        _ => return None,
    };
    Some(icon.data)
}
