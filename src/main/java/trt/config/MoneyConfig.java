package trt.config;

import java.math.BigDecimal;

/**
 * What a generation costs. Exact decimals, never floating point. Currency and minor units wait for
 * a restart, the rest takes effect while the bot runs.
 */
public record MoneyConfig(
    @Setting(
            value = "Currency of the wallets; XTR is Telegram Stars.",
            pattern = "[A-Z]{3}",
            expected = "three capital letters, for example XTR")
        String currency,
    @Setting("Minor units of one Star.") int minorPerStar,
    @Setting("What one KIE credit costs us, in US dollars.") BigDecimal creditPriceUsd,
    @Setting("What one Star brings us, in US dollars.") BigDecimal starPriceUsd,
    @Setting("Price over cost: 2.0 doubles it; at least 1.") BigDecimal markup,
    @Setting(value = "Minor units a new user starts with.", min = 0) long giftMinor,
    @Setting(
            value =
                "Free generations per user and day, for the models that offer them. Whoever has his for today keeps them until tomorrow.",
            min = 0)
        int freePerDay) {}
