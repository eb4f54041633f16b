package io.llmloadtest.simulator;

import java.time.Instant;

/** What happens to the log itself. Rotation and truncation need a log file. */
final class LogTrouble {
    private static final String OLD_LINE = "INFO:     172.17.0.1:40000 - \"GET /health HTTP/1.1\" 200 OK";

    private LogTrouble() {
    }

    /** Before the server starts. */
    static void before(SimulatorConfig config) {
        if (config.faults().on(Fault.LONG_LOG)) {
            Instant at = Instant.now();
            for (long i = config.faults().number(Fault.LONG_LOG, "lines"); i > 0; i--) {
                config.log().line(at, false, OLD_LINE);
            }
        }
    }

    /** As request number {@code ordinal} arrives. */
    static void at(long ordinal, SimulatorConfig config) {
        if (strikes(Fault.LOG_ROTATED, ordinal, config) && config.log() instanceof FileLog file) {
            file.rotate();
        }
        if (strikes(Fault.LOG_TRUNCATED, ordinal, config) && config.log() instanceof FileLog file) {
            file.truncate();
        }
    }

    private static boolean strikes(Fault fault, long ordinal, SimulatorConfig config) {
        return config.faults().on(fault) && ordinal == config.faults().number(fault, "after") + 1;
    }
}
