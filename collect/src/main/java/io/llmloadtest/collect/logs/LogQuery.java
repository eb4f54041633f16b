package io.llmloadtest.collect.logs;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is asked of the engine's logs endpoint. Time stamps and both streams always are.
 *
 * @param follow whether the answer goes on while the container runs
 * @param tail how many of the last records to begin with; empty for all
 * @param since leave out what is older; exact to the nanosecond, the moment itself included
 */
record LogQuery(boolean follow, OptionalInt tail, Optional<Instant> since) {

    static LogQuery lastRecords(int count) {
        return new LogQuery(false, OptionalInt.of(count), Optional.empty());
    }

    static LogQuery followAll() {
        return new LogQuery(true, OptionalInt.empty(), Optional.empty());
    }

    static LogQuery followSince(Instant since, OptionalInt tail) {
        return new LogQuery(true, tail, Optional.of(since));
    }

    /** The request target. docker-java's own command rounds {@code since} to whole seconds, the engine does not. */
    String pathFor(String containerId) {
        StringBuilder path = new StringBuilder("/containers/").append(containerId)
                .append("/logs?stdout=1&stderr=1&timestamps=1&follow=").append(follow ? 1 : 0);
        path.append("&tail=").append(tail.isPresent() ? Integer.toString(tail.getAsInt()) : "all");
        since.ifPresent(moment -> path.append("&since=").append(
                String.format(Locale.ROOT, "%d.%09d", moment.getEpochSecond(), moment.getNano())));
        return path.toString();
    }
}
