package io.llmloadtest.runner;

import io.llmloadtest.runner.DoctorCheck.Check;
import io.llmloadtest.runner.DoctorCheck.Grade;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** Whether this machine can hold the streams: each needs a file descriptor. */
final class DoctorClient {

    /** Descriptors that the program needs for itself. */
    private static final int OWN_FILES = 200;

    private DoctorClient() {
    }

    static DoctorCheck check(int concurrency) {
        OptionalLong most = openFiles();
        String cores = Integer.toString(Runtime.getRuntime().availableProcessors());
        String limit = most.isPresent() ? Long.toString(most.getAsLong()) : "";
        long wanted = (long) concurrency + OWN_FILES;
        return most.orElse(Long.MAX_VALUE) < wanted
                ? DoctorCheck.of(Check.CLIENT, Grade.WARN, "files-few", "limit", limit, "wanted",
                        Long.toString(wanted), "concurrency", Integer.toString(concurrency))
                : DoctorCheck.of(Check.CLIENT, Grade.OK, "client-fit", "cores", cores, "limit", limit, "concurrency",
                        Integer.toString(concurrency));
    }

    /** The soft limit of open files as Linux tells it; empty elsewhere, or when there is none. */
    private static OptionalLong openFiles() {
        try {
            List<String> limits = Files.readAllLines(Path.of("/proc/self/limits"));
            return limits.stream().filter(line -> line.startsWith("Max open files")).findFirst()
                    .map(line -> line.substring("Max open files".length()).strip().split("\\s+", 2)[0])
                    .filter(number -> number.matches("\\d{1,18}")).map(Long::parseLong).map(OptionalLong::of)
                    .orElseGet(OptionalLong::empty);
        } catch (IOException _) {
            return OptionalLong.empty();
        }
    }
}
