const TEXTS = {
  en: {
    simulation: "Simulation", simulationMore: "an emulated Telegram on this machine: no account, no real Stars, nothing leaves it",
    people: "People", newUser: "New user", messages: "Messages", more: "More", toBottom: "To the newest message",
    bot: "bot", write: "Message", send: "Send", attach: "Attach a file", menu: "Menu", start: "Start",
    unblock: "Unblock", block: "Block the bot", blocked: "You blocked this bot", today: "Today", yesterday: "Yesterday",
    edited: "edited", reply: "Reply", edit: "Edit", editing: "Editing", cancel: "Cancel", close: "Close", download: "Download",
    drop: "Drop files to send them", forwarded: "Forwarded from", pinned: "Pinned message", photo: "Photo", video: "Video", file: "File", audio: "Audio", voice: "Voice message",
    album: "Album", sticker: "Sticker", invoice: "Invoice", copied: "Copied", noAnswer: "The bot has not answered the button",
    pay: "Pay", price: "Price", balance: "Your balance", afterwards: "Afterwards", buyStars: "Stars balance: get more",
    buyTitle: "Get Stars", buyText: "They are imaginary, so help yourself.", notEnough: "Not enough Stars: {n} more needed.",
    paying: "Asking the bot…", paid: "Paid: {n} Stars", refusedByBot: "The bot refused: {text}", botDidNotAnswer: "The bot did not answer within 10 seconds. Nothing was charged.",
    paidService: "You paid ⭐ {n}", refundService: "⭐ {n} refunded", photoAs: "Send as photo", fileAs: "Send as file", caption: "Caption", name: "Name", language: "Language", create: "Create",
    trouble: "Make trouble", t429: "Next answer: 429, wait 5 s", t500: "Next answer: 500", tSilent: "Next call: done, but no answer", tTwice: "Deliver every update twice", tCalm: "Stop the trouble",
    troubleOn: "Done. It happens with the bot's next call.", calm: "Everything works again.", openLink: "Open this link?", open: "Open", welcome: "What can this bot do?", welcomeText: "Press Start to begin.",
    typing: "typing", upload_photo: "sending a photo", record_video: "recording a video", upload_video: "sending a video", record_voice: "recording a voice message", upload_voice: "sending a voice message", upload_document: "sending a file", choose_sticker: "choosing a sticker", find_location: "finding a place", record_video_note: "recording a video message", upload_video_note: "sending a video message",
    delivered: "delivered", sent: "sent", ok: "OK", you: "You", stars: "Stars", tooMany: "At most 10 files at once", unknownButton: "This button does nothing here.",
  },
  ru: {
    simulation: "Симуляция", simulationMore: "эмулятор Telegram на этом компьютере: без аккаунта, звёзды не настоящие, наружу ничего не уходит",
    people: "Люди", newUser: "Новый пользователь", messages: "Сообщения", more: "Ещё", toBottom: "К последнему сообщению",
    bot: "бот", write: "Сообщение", send: "Отправить", attach: "Прикрепить файл", menu: "Меню", start: "Начать",
    unblock: "Разблокировать", block: "Заблокировать бота", blocked: "Вы заблокировали этого бота", today: "Сегодня", yesterday: "Вчера",
    edited: "изменено", reply: "Ответить", edit: "Изменить", editing: "Редактирование", cancel: "Отмена", close: "Закрыть", download: "Скачать",
    drop: "Отпустите файлы, чтобы отправить", forwarded: "Переслано от", pinned: "Закреплённое сообщение", photo: "Фотография", video: "Видео", file: "Файл", audio: "Аудио", voice: "Голосовое сообщение",
    album: "Альбом", sticker: "Стикер", invoice: "Счёт", copied: "Скопировано", noAnswer: "Бот не ответил на нажатие",
    pay: "Оплатить", price: "Цена", balance: "Ваш баланс", afterwards: "Останется", buyStars: "Баланс звёзд: пополнить",
    buyTitle: "Пополнить звёзды", buyText: "Они не настоящие, берите сколько нужно.", notEnough: "Не хватает звёзд: нужно ещё {n}.",
    paying: "Спрашиваем бота…", paid: "Оплачено звёзд: {n}", refusedByBot: "Бот отказал: {text}", botDidNotAnswer: "Бот не ответил за 10 секунд. Ничего не списано.",
    paidService: "Вы заплатили ⭐ {n}", refundService: "Возвращено ⭐ {n}", photoAs: "Отправить как фото", fileAs: "Отправить файлом", caption: "Подпись", name: "Имя", language: "Язык", create: "Создать",
    trouble: "Устроить сбой", t429: "Следующий ответ: 429, ждать 5 с", t500: "Следующий ответ: 500", tSilent: "Выполнить, но не ответить", tTwice: "Доставлять обновления дважды", tCalm: "Прекратить сбои",
    troubleOn: "Готово. Сработает при следующем вызове.", calm: "Всё снова работает.", openLink: "Открыть ссылку?", open: "Открыть", welcome: "Что умеет этот бот?", welcomeText: "Нажмите «Начать».",
    typing: "печатает", upload_photo: "отправляет фото", record_video: "записывает видео", upload_video: "отправляет видео", record_voice: "записывает голосовое", upload_voice: "отправляет голосовое", upload_document: "отправляет файл", choose_sticker: "выбирает стикер", find_location: "ищет место", record_video_note: "записывает видеосообщение", upload_video_note: "отправляет видеосообщение",
    delivered: "доставлено", sent: "отправлено", ok: "OK", you: "Вы", stars: "Звёзды", tooMany: "Не больше 10 файлов за раз", unknownButton: "Эта кнопка здесь ничего не делает.",
  },
};

let language = "en";

/** The page speaks the language of the chosen user: Russian or English. */
export function speak(code) {
  language = code?.startsWith("ru") ? "ru" : "en";
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-text]")) element.textContent = t(element.dataset.text);
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", t(element.dataset.label));
    if (element.tagName === "BUTTON") element.title = t(element.dataset.label);
  }
}

/** The text of this name, with {holes} filled. */
export const t = (name, values = {}) =>
  (TEXTS[language][name] ?? name).replace(/\{(\w+)\}/g, (hole, key) => values[key] ?? hole);

export const clock = (seconds) =>
  new Date(seconds * 1000).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

export function day(seconds) {
  const date = new Date(seconds * 1000);
  const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(date).setHours(0, 0, 0, 0)) / 864e5);
  if (days < 2) return t(days ? "yesterday" : "today");
  return date.toLocaleDateString(language, { day: "numeric", month: "long" });
}

/** A number as people of the language write it. */
export const number = (value) => Number(value).toLocaleString(language);

const UNITS = { en: ["B", "KB", "MB"], ru: ["Б", "КБ", "МБ"] };

export function size(bytes) {
  const power = bytes < 1024 ? 0 : bytes < 1048576 ? 1 : 2;
  const value = bytes / 1024 ** power;
  return `${number(power < 2 ? Math.round(value) : Math.round(value * 10) / 10)} ${UNITS[language][power]}`;
}
