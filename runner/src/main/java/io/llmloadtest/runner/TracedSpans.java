package io.llmloadtest.runner;

import io.llmloadtest.collect.Boundary;
import io.llmloadtest.collect.TraceWitness;
import io.llmloadtest.evidence.traces.ServedRequest;
import io.llmloadtest.evidence.traces.TraceTestimony;
import io.llmloadtest.ledger.Account;
import io.llmloadtest.ledger.RollEntry;
import io.llmloadtest.model.Scope;
import io.llmloadtest.verdict.roll.Matching;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Spans by phase. Ours belong to the phase of their request, whatever the server's clock says; others' belong where that
 * clock puts them.
 */
final class TracedSpans {

    private static final Duration TIME = Duration.ofSeconds(5);

    private final TraceWitness witness;
    private final TraceTestimony all;
    private final List<Ours> ours = new ArrayList<>();
    private final Set<ServedRequest> known = new HashSet<>();

    private record Ours(ServedRequest span, Scope scope) {}

    TracedSpans(TraceWitness witness, Account account) {
        this.witness = witness;
        this.all = witness.everything();
        List<RollEntry> roll = all.requests().isEmpty() ? List.of() : account.roll(_ -> true).entries();
        Matching matching = new Matching(roll);
        for (ServedRequest span : all.requests()) {
            matching.entryOf(span).ifPresent(entry -> {
                ours.add(new Ours(span, entry.scope()));
                known.add(span);
            });
        }
    }

    /** What traces say of the phases that {@code which} picks, which lie between these boundaries. */
    TraceTestimony of(Predicate<Scope> which, Boundary from, Boundary to) {
        List<ServedRequest> spans = new ArrayList<>();
        ours.stream().filter(one -> which.test(one.scope())).map(Ours::span).forEach(spans::add);
        witness.between(from, to, TIME).requests().stream().filter(span -> !known.contains(span)).forEach(spans::add);
        return new TraceTestimony(all.availability(), spans, all.dropped(), all.badMessages());
    }
}
