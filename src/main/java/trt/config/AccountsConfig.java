package trt.config;

import java.time.Duration;

/** What people see of their money, and what comes to it besides payments. */
public record AccountsConfig(
    @Setting(
            value = "Time zone of the dates in statements.",
            pattern = "[A-Za-z0-9_+/-]{1,40}",
            expected = "a name such as UTC or Europe/Moscow")
        String timeZone,
    @Setting(value = "Movements in one exported file; older ones follow on a button.", max = 10_000)
        int exportRows,
    @Setting(
            value =
                "Attempts at promo codes that may fail, per user and hour; further ones are not"
                    + " looked at.",
            max = 1_000)
        int promoTriesPerHour,
    @Setting(
            value =
                "Minor units for whoever invited somebody, when the newcomer has spent own Stars on"
                    + " a finished generation; 0 rewards nobody and closes /invite.",
            min = 0)
        long referralMinor,
    @Setting("Rewards an inviter gets in one UTC day; more wait for the next day.")
        int referralsPerDay,
    @Setting("How long after a newcomer came a reward can still be earned.")
        Duration referralWithin,
    @Setting("Pause between looks at newcomers who have paid.") Duration referralEvery,
    @Setting(
            "How long after a top-up it goes back by itself when asked for, if it is unspent; later"
                + " wishes go to the admins.")
        Duration refundWithin) {}
