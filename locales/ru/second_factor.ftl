# Второй фактор: настройка, вход и то, чем пользователь входит.

second-factor-title = Второй фактор
second-factor-text = Кроме пароля, при входе нужен код из приложения на телефоне. Ключи API работают без него.
second-factor-off = Не настроен
second-factor-since = Включён с { $time }
second-factor-required = Ваша роль требует второго фактора.
second-factor-forced-title = Настройте второй фактор
second-factor-forced-text = Этого требует ваша роль. После настройки можно продолжать.
second-factor-set-up = Настроить
second-factor-scan = Отсканируйте изображение приложением для кодов на телефоне.
second-factor-qr = QR-код для приложения
second-factor-key = Или введите в нём этот ключ:
second-factor-open-app = Открыть приложение на этом устройстве
second-factor-code = Код из приложения
second-factor-any-code = Код из приложения или код восстановления
second-factor-turn-on = Включить
second-factor-turned-on = Второй фактор включён
second-factor-turn-off = Отключить
second-factor-turn-off-text = Для входа будет нужен только пароль.
second-factor-turned-off = Второй фактор отключён
second-factor-codes = Коды восстановления
second-factor-codes-text = Сохраните эти коды в надёжном месте: каждый один раз заменит приложение. Они показываются только сейчас.
second-factor-codes-left = { $n ->
    [one] Остался { $n } код восстановления
    [few] Осталось { $n } кода восстановления
   *[other] Осталось { $n } кодов восстановления
}
second-factor-codes-new = Новые коды восстановления
second-factor-codes-new-text = Прежние коды перестанут действовать.
second-factor-codes-kept = Я сохранил их
login-code-title = Ещё один шаг
login-code-text = Введите код из приложения.
login-code = Код
login-code-app = Ввести код из приложения
login-recovery = Код восстановления
login-recovery-text = Введите один из сохранённых кодов. Каждый действует один раз.
login-recovery-use = Ввести код восстановления
login-from-start = Назад ко входу
settings-user-sign-ins = Входы
settings-user-sign-ins-of = Входы: { $name }
settings-user-no-sessions = Сейчас нигде нет входа.
settings-user-factor-reset = Сбросить второй фактор
settings-user-factor-reset-text = { $name } сможет войти по паролю и настроить новый. Все сеансы этого пользователя завершатся.
settings-user-factor-was-reset = Второй фактор сброшен. Все сеансы пользователя завершены.
