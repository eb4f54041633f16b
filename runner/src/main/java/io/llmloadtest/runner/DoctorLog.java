package io.llmloadtest.runner;

import io.llmloadtest.evidence.logs.LogAvailability;
import io.llmloadtest.evidence.logs.LogAvailability.Problem;
import io.llmloadtest.evidence.logs.LogDigest;
import io.llmloadtest.evidence.logs.LogEvent;
import io.llmloadtest.evidence.logs.LogTestimony;
import io.llmloadtest.evidence.logs.StatsLine;
import io.llmloadtest.runner.DoctorCheck.Check;
import io.llmloadtest.runner.DoctorCheck.Grade;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What the log tells: its last hundred lines, and what our own questions to the server added to it.
 *
 * @param opened whether it could be opened
 * @param before the lines from before
 * @param during the lines since
 * @param engineOnMetrics whether the metrics page shows the engine, so that its statistics are not switched off
 */
record DoctorLog(LogAvailability opened, LogDigest before, LogTestimony during, boolean engineOnMetrics) {

    private static final double LARGE_SKEW_MILLIS = 500;

    List<DoctorCheck> checks() {
        return switch (opened) {
            case LogAvailability.NotAsked _ -> List.of();
            case LogAvailability.Illegible(String name, Problem problem, String detail) -> List.of(DoctorCheck.of(
                    Check.LOG, Grade.WARN, code(problem), "name", name, "problem", plain(problem), "detail", detail));
            case LogAvailability.Legible(String name) -> ofLegible(name);
        };
    }

    private List<DoctorCheck> ofLegible(String name) {
        List<DoctorCheck> checks = new ArrayList<>();
        checks.add(DoctorCheck.of(Check.LOG, Grade.OK, "log-there", "name", name));
        boolean access = before.accessLogSeen() || during.digest().accessLogSeen();
        checks.add(access
                ? DoctorCheck.of(Check.ACCESS_LOG, Grade.OK, "access-log-there")
                : DoctorCheck.of(Check.ACCESS_LOG, Grade.WARN, "access-log-off"));
        checks.add(stats());
        checks.add(errors());
        OptionalDouble skew = during.custody().skewMillis().known();
        if (skew.isPresent()) {
            boolean large = Math.abs(skew.getAsDouble()) > LARGE_SKEW_MILLIS;
            checks.add(DoctorCheck.of(Check.CLOCK, large ? Grade.WARN : Grade.OK, large ? "clock-off" : "clock-good",
                    "millis", Long.toString(Math.round(skew.getAsDouble()))));
        }
        return checks;
    }

    private DoctorCheck stats() {
        if (before.statsLogSeen() || during.digest().statsLogSeen()) {
            String last = Stream.concat(before.stats().stream(), during.digest().stats().stream()).map(StatsLine::at)
                    .reduce((_, later) -> later).map(Object::toString).orElse("");
            return DoctorCheck.of(Check.STATS_LOG, Grade.OK, "stats-log-there", "last", last);
        }
        return engineOnMetrics
                ? DoctorCheck.of(Check.STATS_LOG, Grade.OK, "stats-log-silent")
                : DoctorCheck.of(Check.STATS_LOG, Grade.WARN, "stats-log-off");
    }

    private DoctorCheck errors() {
        List<LogEvent> errors = before.events().stream().filter(event -> event.level() == LogEvent.Level.ERROR)
                .toList();
        return errors.isEmpty()
                ? DoctorCheck.of(Check.LOG_ERRORS, Grade.OK, "log-clean")
                : DoctorCheck.of(Check.LOG_ERRORS, Grade.WARN, "log-errors", "events",
                        Long.toString(before.events(LogEvent.Level.ERROR)), "message", errors.getLast().message());
    }

    private static String code(Problem problem) {
        return switch (problem) {
            case AMBIGUOUS -> "log-ambiguous";
            case NO_SUCH_CONTAINER, NO_CONTAINER_FOR_PORT, NOT_RUNNING -> "log-no-container";
            case UNREADABLE_DRIVER -> "log-no-driver";
            case NO_DOCKER, NO_PERMISSION -> "log-no-docker";
            case OTHER_HOST -> "log-other-host";
            case NO_SUCH_FILE -> "log-no-file";
            case COMMAND_ENDED, TIMED_OUT, FAILED -> "log-failed";
        };
    }

    private static String plain(Enum<?> code) {
        return code.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
