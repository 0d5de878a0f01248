package trt.config;

import java.time.Duration;

/** What people may ask for about their own data. */
public record RightsConfig(
    @Setting("Least pause between two files with a person's own data.") Duration exportEvery,
    @Setting(value = "Newest rows of each subject in such a file.", max = 5_000) int exportRows,
    @Setting(value = "Longest such file, in KB; what does not fit is named in it.", max = 20_000)
        int exportKilobytes,
    @Setting("How long the button counts that has a person's data deleted.")
        Duration eraseWithin) {}
