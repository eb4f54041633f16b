package io.llmloadtest.simulator;

import io.llmloadtest.simulator.SimulatorTruth.Fate;
import io.llmloadtest.simulator.SimulatorTruth.RequestTruth;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.OptionalLong;

/** Writes the truth down where it happens: in the engine and where a request enters. Used from the engine's and the server's thread. */
final class TruthBook {
    static final int KEPT = 100_000;

    private final LinkedHashMap<Long, Entry> entries = new LinkedHashMap<>();
    private long generationRequests;
    private long foreignRequests;
    private long rejectedRequests;
    private long completedRequests;
    private long abortedRequests;
    private long completedChoices;
    private long abortedChoices;
    private long promptTokensCompleted;
    private long promptTokensAborted;
    private long generatedTokensCompleted;
    private long generatedTokensAborted;
    private long foreignTokens;
    private long cachedPromptTokens;
    private long preemptions;
    private int maxRunning;
    private int maxWaiting;
    private int restarts;
    private long draftedTokens;
    private long acceptedTokens;
    private long otherModelRequests;
    private long otherModelTokens;
    private final long[] byEngine = new long[16];
    private long lastTicket;

    private static final class Entry {
        private final String id;
        private final boolean foreign;
        private final int choices;
        private final int promptTokens;
        private final long arrivalNanos;
        private int open;
        private int generated;
        private boolean aborted;
        private long firstTokenNanos = -1;
        private long endNanos = -1;
        private Fate fate = Fate.RUNNING;

        private Entry(String id, boolean foreign, int choices, int promptTokens, long arrivalNanos) {
            this.id = id;
            this.foreign = foreign;
            this.choices = choices;
            this.promptTokens = promptTokens;
            this.arrivalNanos = arrivalNanos;
            open = choices;
        }

        private RequestTruth truth() {
            return new RequestTruth(id, foreign, fate, choices, promptTokens, generated, arrivalNanos,
                    firstTokenNanos < 0 ? OptionalLong.empty() : OptionalLong.of(firstTokenNanos),
                    endNanos < 0 ? OptionalLong.empty() : OptionalLong.of(endNanos));
        }
    }

    /** Opens an account for a request; its ticket names it from now on. */
    synchronized long accepted(String id, boolean foreign, int choices, int promptTokens, long arrivalNanos) {
        count(foreign);
        return keep(new Entry(id, foreign, choices, promptTokens, arrivalNanos));
    }

    synchronized void rejected(String id, boolean foreign, long nowNanos) {
        count(foreign);
        rejectedRequests++;
        var entry = new Entry(id, foreign, 0, 0, nowNanos);
        entry.fate = Fate.REJECTED;
        keep(entry);
    }

    private void count(boolean foreign) {
        generationRequests++;
        foreignRequests += foreign ? 1 : 0;
    }

    private long keep(Entry entry) {
        entries.putLast(++lastTicket, entry);
        if (entries.size() > KEPT) {
            entries.pollFirstEntry();
        }
        return lastTicket;
    }

    synchronized void generated(long ticket, Sequence sequence, long nowNanos) {
        Entry entry = entries.get(ticket);
        if (entry == null) {
            return;
        }
        entry.generated++;
        if (entry.firstTokenNanos < 0 && sequence.generated() == 1) {
            entry.firstTokenNanos = nowNanos;
        }
    }

    synchronized void finished(long ticket, Sequence sequence, long nowNanos) {
        completedChoices++;
        promptTokensCompleted += sequence.order().prompt().length();
        generatedTokensCompleted += sequence.generated();
        cachedPromptTokens += sequence.cachedTokens();
        Entry entry = entries.get(ticket);
        if (entry != null) {
            foreignTokens += entry.foreign ? sequence.generated() : 0;
            closed(entry, nowNanos);
        }
    }

    synchronized void aborted(long ticket, Sequence sequence) {
        abortedChoices++;
        promptTokensAborted += sequence.generated() > 0 ? sequence.order().prompt().length() : 0;
        generatedTokensAborted += sequence.generated();
        Entry entry = entries.get(ticket);
        if (entry != null) {
            entry.aborted = true;
            closed(entry, System.nanoTime());
        }
    }

    private void closed(Entry entry, long nowNanos) {
        if (--entry.open == 0) {
            entry.endNanos = nowNanos;
            entry.fate = entry.aborted ? Fate.ABORTED : Fate.COMPLETED;
            completedRequests += entry.aborted ? 0 : 1;
            abortedRequests += entry.aborted ? 1 : 0;
        }
    }

    synchronized void load(int running, int waiting, int newPreemptions) {
        maxRunning = Math.max(maxRunning, running);
        maxWaiting = Math.max(maxWaiting, waiting);
        preemptions += newPreemptions;
    }

    synchronized void drafted(Step.Speculation step) {
        draftedTokens += step.drafted();
        acceptedTokens += step.accepted();
    }

    synchronized void otherModel(long tokens) {
        otherModelRequests++;
        otherModelTokens += tokens;
    }

    synchronized void sentTo(int engine) {
        byEngine[engine]++;
    }

    synchronized void restarted() {
        restarts++;
    }

    synchronized SimulatorTruth snapshot() {
        return new SimulatorTruth(generationRequests, foreignRequests, rejectedRequests, completedRequests,
                abortedRequests, completedChoices,
                abortedChoices, promptTokensCompleted, promptTokensAborted, generatedTokensCompleted,
                generatedTokensAborted, foreignTokens,
                cachedPromptTokens, preemptions, maxRunning, maxWaiting, restarts, draftedTokens, acceptedTokens,
                otherModelRequests, otherModelTokens,
                Arrays.stream(byEngine).takeWhile(requests -> requests > 0).boxed().toList(),
                entries.values().stream().map(Entry::truth).toList());
    }
}
