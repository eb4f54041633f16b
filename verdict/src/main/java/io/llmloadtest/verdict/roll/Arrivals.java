package io.llmloadtest.verdict.roll;

import io.llmloadtest.evidence.logs.RequestLines;
import io.llmloadtest.ledger.RollEntry;
import io.llmloadtest.verdict.CaseFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which requests of ours the server says it received, by its request log ({@code --enable-log-requests}). vLLM writes the
 * line before it answers and after it has checked the request, so a completed request must have one, and a refused one need
 * not.
 *
 * @param known requests of ours that could be looked for
 * @param received those that have at least one line
 * @param repeated those that have more than we sent
 * @param missing ids of completed requests without a line, in order of ending; none where the log or the roll is not whole
 * @param whole whether log and roll hold everything of the stretch, so that what is missing is missing
 */
public record Arrivals(long known, long received, long repeated, List<String> missing, boolean whole) {

    public Arrivals {
        missing = List.copyOf(missing);
    }

    /** Empty when the log tells no requests apart, or nothing is known of ours. */
    public static Optional<Arrivals> of(CaseFile file) {
        RequestLines lines = file.log().digest().requests();
        List<RollEntry> ours = file.roll().entries();
        if (!file.log().isLegible() || !lines.seen() || ours.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Integer> times = lines.received();
        long received = ours.stream().filter(entry -> times.containsKey(entry.id())).count();
        boolean whole = received > 0 && lines.leftOut() == 0 && file.roll().leftOut() == 0 && file.log().isWhole();
        return Optional.of(new Arrivals(ours.size(), received,
                ours.stream().filter(entry -> times.getOrDefault(entry.id(), 0) > entry.timesSent()).count(),
                whole ? missing(ours, times) : List.of(), whole));
    }

    private static List<String> missing(List<RollEntry> ours, Map<String, Integer> times) {
        return ours.stream().filter(entry -> entry.isCompleted() && !times.containsKey(entry.id())).map(RollEntry::id)
                .toList();
    }

    /** Whether ids join the two at all: something on the way may drop {@code X-Request-Id}. */
    public boolean isJoinable() {
        return received > 0;
    }
}
