package trt.config;

import java.net.URI;
import java.time.Duration;

/** The port for operators, and how often the bot looks at what it depends on. */
public record OpsConfig(
    @Setting("Address to listen on; loopback keeps it private.") String host,
    @Setting(value = "Port to listen on; 0 takes a free one.", min = 0, max = 65535) int port,
    @Setting("Pause between looks at Telegram and KIE, for health and credits.") Duration lookEvery,
    @Setting("How long after an error that Telegram reports of the webhook it counts as troubled.")
        Duration webhookTrouble,
    @Setting(
            "Address under which operators reach this port, for links into the console; https makes its cookie secure. Derived: http://127.0.0.1 with ops.port.")
        URI publicUrl,
    @Setting("How long a link into the console can be used, once.") Duration linkLife,
    @Setting("How long an operator stays logged in to the console.") Duration sessionLife) {}
