package io.llmloadtest.verdict.roll;

import io.llmloadtest.evidence.traces.ServedRequest;
import io.llmloadtest.evidence.traces.TraceAvailability;
import io.llmloadtest.ledger.RollEntry;
import io.llmloadtest.model.Reading;
import io.llmloadtest.verdict.CaseFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The roll after it was called: every completed request of ours with its spans, or without.
 *
 * @param asked whether traces were asked for
 * @param pairs completed requests and their spans, in order of ending
 * @param missing ids of completed requests that not all spans came for
 * @param leftOut requests that were not kept, so that nothing can be said of them
 * @param foreign spans of others
 * @param repeats requests of ours that were served more than once
 */
public record Roll(boolean asked, List<Pair> pairs, List<String> missing, long leftOut, List<ServedRequest> foreign,
        Repeats repeats) {

    /** Nobody asked for traces. */
    public static final Roll NOT_ASKED = new Roll(false, List.of(), List.of(), 0, List.of(),
            new Repeats(List.of(), 0, Reading.of(0)));

    public Roll {
        pairs = List.copyOf(pairs);
        missing = List.copyOf(missing);
        foreign = List.copyOf(foreign);
    }

    /** Calls the roll of a case. */
    public static Roll of(CaseFile file) {
        if (file.traces().availability() instanceof TraceAvailability.NotAsked) {
            return NOT_ASKED;
        }
        Matching matching = new Matching(file.roll().entries());
        Map<RollEntry, List<ServedRequest>> spans = new LinkedHashMap<>();
        file.roll().entries().forEach(entry -> spans.put(entry, new ArrayList<>()));
        List<ServedRequest> foreign = new ArrayList<>();
        for (ServedRequest span : file.traces().requests()) {
            matching.entryOf(span).ifPresentOrElse(entry -> spans.computeIfAbsent(entry, _ -> new ArrayList<>())
                    .add(span), () -> foreign.add(span));
        }
        return called(spans, foreign, file.roll().leftOut());
    }

    private static Roll called(Map<RollEntry, List<ServedRequest>> spans, List<ServedRequest> foreign, long leftOut) {
        List<Pair> pairs = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        List<String> repeated = new ArrayList<>();
        List<ServedRequest> extra = new ArrayList<>();
        long times = 0;
        for (Map.Entry<RollEntry, List<ServedRequest>> each : spans.entrySet()) {
            RollEntry entry = each.getKey();
            int choices = Math.max(1, entry.choices());
            List<ServedRequest> inOrder = each.getValue().stream()
                    .sorted(Comparator.comparing(ServedRequest::arrival)).toList();
            int beyond = Math.max(0, inOrder.size() - choices);
            int others = Math.max(0, inOrder.size() - choices * entry.timesSent());
            if (others > 0) {
                repeated.add(entry.id());
                times += Math.ceilDiv(others, choices);
                extra.addAll(inOrder.subList(0, others));
            }
            if (entry.isCompleted() && inOrder.size() >= choices) {
                pairs.add(new Pair(entry, inOrder.subList(beyond, inOrder.size())));
            } else if (entry.isCompleted()) {
                missing.add(entry.id());
            }
        }
        return new Roll(true, pairs, missing, leftOut, foreign, new Repeats(repeated, times, tokens(extra)));
    }

    private static Reading tokens(List<ServedRequest> spans) {
        return spans.stream().map(ServedRequest::outputTokens).reduce(Reading.of(0), Reading::plus);
    }

    /** Whether every completed request has its spans, and there is at least one. */
    public boolean isComplete() {
        return asked && missing.isEmpty() && leftOut == 0 && !pairs.isEmpty();
    }

    /** The requests whose tokens differ. Usage of several choices is not always whole, so those have no say. */
    public List<Difference> differences() {
        return pairs.stream().filter(pair -> pair.entry().choices() <= 1 && pair.differs()).map(Difference::of)
                .toList();
    }

    /** Spans of completed requests of ours. */
    public long spans() {
        return pairs.stream().mapToLong(pair -> pair.spans().size()).sum();
    }

    /** Others' output tokens. */
    public Reading foreignTokens() {
        return tokens(foreign);
    }

    /** Others' prompt tokens. */
    public Reading foreignPrompt() {
        return foreign.stream().map(ServedRequest::promptTokens).reduce(Reading.of(0), Reading::plus);
    }
}
