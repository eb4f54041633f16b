package io.llmloadtest.ledger;

import io.llmloadtest.ledger.arrivals.SendTimes;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/**
 * The one fold over requests: counts, tokens and distributions of a level, a warm-up or a run. Live recorder, ledger file
 * and foreign ledgers all feed it through {@link #add}, so that all of them agree by construction. Two tallies add up
 * with {@link #addAll}. Not safe for concurrent use.
 */
public final class Tally {

    private static final int COMPLETED_STATUS = 200;

    private final GoodputLimits limits;
    private final Failures failures = new Failures();
    private final Lengths lengths = new Lengths();
    private final Streams streams = new Streams();
    private final Groups groups = new Groups();
    private final Map<Integer, Long> statuses = new TreeMap<>();
    private final SortedMap<String, Long> finishReasons = new TreeMap<>();
    private final SortedSet<String> endpoints = new TreeSet<>();
    private final RequestLatencies latencies = new RequestLatencies();
    private final RequestLatencies latenciesFromSchedule = new RequestLatencies();
    private final Distribution sendLateness = new Distribution();
    private final InterTokenGaps interToken = new InterTokenGaps();
    private final Distribution ttfo = new Distribution();
    private final FirstTokens firstTokens = new FirstTokens();
    private double occupiedNanos;
    private final Sending sending = new Sending();
    private final OwnTimes ownTimes = new OwnTimes();
    private final SendTimes sendTimes = new SendTimes();
    private long sent;
    private long completed;
    private long completedStreams;
    private long choices;
    private long outputTokens;
    private long promptTokens;
    private long promptTokensPerChoice;
    private long cachedTokens;
    private long withoutUsage;
    private long withoutDone;
    private long severalChoices;
    private long retried;
    private long good;
    private int fewestTokens = Integer.MAX_VALUE;

    /** An empty tally; {@code limits} say what counts for goodput. */
    public Tally(GoodputLimits limits) {
        this.limits = limits;
    }

    /** Adds one ended request. */
    public void add(RequestRecord request) {
        sent++;
        occupiedNanos += request.e2eNanos();
        endpoints.add(request.endpoint());
        groups.add(request);
        request.status().ifPresent(status -> statuses.merge(status, 1L, Long::sum));
        long lateness = request.sent().nanosSince(request.intended());
        sendLateness.add(Math.max(0, lateness));
        latencies.add(request, 0);
        latenciesFromSchedule.add(request, lateness);
        if (request.asked().arrives()) {
            sendTimes.add(request.intended(), request.sent());
        }
        if (request.mayHaveRunTwice()) {
            retried++;
        }
        if (request.isCompleted()) {
            addCompleted(request);
        } else {
            failures.add(request);
        }
    }

    private void addCompleted(RequestRecord request) {
        completed++;
        choices += request.choices();
        if (request.choices() > 1) {
            severalChoices++;
        }
        request.finishReasons().forEach((reason, times) -> finishReasons.merge(reason, (long) times, Long::sum));
        outputTokens += request.outputTokens();
        if (request.usage().isPresent()) {
            TokenCounts usage = request.usage().get();
            promptTokens += usage.prompt();
            promptTokensPerChoice += (long) usage.prompt() * request.choices();
            cachedTokens += usage.cached().orElse(0);
            fewestTokens = Math.min(fewestTokens, usage.completion());
        } else {
            withoutUsage++;
        }
        lengths.add(request);
        ownTimes.add(request);
        if (request.streamed()) {
            addStream(request);
        }
        if (limits.isMetBy(request)) {
            good++;
        }
    }

    private void addStream(RequestRecord request) {
        completedStreams++;
        streams.add(request);
        if (!request.done()) {
            withoutDone++;
        }
        OptionalLong first = request.ttftNanos();
        if (first.isPresent()) {
            firstTokens.add(request.scope(), request.ordinal(), first.getAsLong());
            sending.add(request);
        }
        request.ttfoNanos().ifPresent(ttfo::add);
        interToken.add(request);
    }

    /** Adds requests of which only totals are known: they count, and have no latency. */
    public void add(Totals totals) {
        sent += totals.completed() + totals.failed();
        endpoints.add(totals.endpoint());
        failures.addUntold(totals.failed());
        completed += totals.completed();
        choices += totals.completed();
        outputTokens += totals.outputTokens().orElse(0);
        promptTokens += totals.promptTokens().orElse(0);
        promptTokensPerChoice += totals.promptTokens().orElse(0);
        if (totals.completed() > 0) {
            statuses.merge(COMPLETED_STATUS, totals.completed(), Long::sum);
        }
        if (totals.promptTokens().isEmpty() || totals.outputTokens().isEmpty()) {
            withoutUsage += totals.completed();
        }
    }

    /** Adds everything of {@code other}. */
    public void addAll(Tally other) {
        failures.addAll(other.failures);
        lengths.addAll(other.lengths);
        streams.addAll(other.streams);
        groups.addAll(other.groups);
        occupiedNanos += other.occupiedNanos;
        other.statuses.forEach((status, times) -> statuses.merge(status, times, Long::sum));
        other.finishReasons.forEach((reason, times) -> finishReasons.merge(reason, times, Long::sum));
        endpoints.addAll(other.endpoints);
        latencies.addAll(other.latencies);
        latenciesFromSchedule.addAll(other.latenciesFromSchedule);
        sendTimes.addAll(other.sendTimes);
        sendLateness.addAll(other.sendLateness);
        interToken.addAll(other.interToken);
        ttfo.addAll(other.ttfo);
        firstTokens.addAll(other.firstTokens);
        sent += other.sent;
        completed += other.completed;
        completedStreams += other.completedStreams;
        choices += other.choices;
        outputTokens += other.outputTokens;
        promptTokens += other.promptTokens;
        promptTokensPerChoice += other.promptTokensPerChoice;
        cachedTokens += other.cachedTokens;
        withoutUsage += other.withoutUsage;
        withoutDone += other.withoutDone;
        severalChoices += other.severalChoices;
        retried += other.retried;
        good += other.good;
        sending.addAll(other.sending);
        ownTimes.addAll(other.ownTimes);
        fewestTokens = Math.min(fewestTokens, other.fewestTokens);
    }

    /** Requests sent, whatever became of them. */
    public long sent() {
        return sent;
    }

    /** Requests that ended well. */
    public long completed() {
        return completed;
    }

    /** Requests that did not. */
    public long failed() {
        return failures.count();
    }

    /** What is known of the failed requests. */
    public Failures failures() {
        return failures;
    }

    /** Failed requests by kind; every kind has an entry. */
    public Map<ErrorKind, Long> errors() {
        Map<ErrorKind, Long> all = new EnumMap<>(ErrorKind.class);
        for (ErrorKind kind : ErrorKind.values()) {
            all.put(kind, failures.count(kind));
        }
        return Collections.unmodifiableMap(all);
    }

    /** Choices of the completed requests. */
    public long choices() {
        return choices;
    }

    /** Completed requests with more than one choice. */
    public long severalChoices() {
        return severalChoices;
    }

    /** Completed requests that were streamed. */
    public long completedStreams() {
        return completedStreams;
    }

    /** Completed streams that ended with a finish reason but without {@code [DONE]}. */
    public long withoutDone() {
        return withoutDone;
    }

    /** Completion tokens of the completed requests; partly estimated when {@link #withoutUsage()} is not 0. */
    public long outputTokens() {
        return outputTokens;
    }

    /** Prompt tokens of the completed requests as their usage says: once per request. */
    public long promptTokens() {
        return promptTokens;
    }

    /** Prompt tokens of the completed requests, once per choice, as a vLLM counts them. */
    public long promptTokensPerChoice() {
        return promptTokensPerChoice;
    }

    /** Prompt tokens the server said it found in its cache, where it said so. */
    public long cachedTokens() {
        return cachedTokens;
    }

    /** Completed requests whose answers had no usage: their tokens are estimated from chunks. */
    public long withoutUsage() {
        return withoutUsage;
    }

    /** Requests that may have been executed twice. */
    public long retried() {
        return retried;
    }

    /** Completed requests that met every goodput limit. */
    public long good() {
        return good;
    }

    /** The goodput limits. */
    public GoodputLimits limits() {
        return limits;
    }

    /** Requests that got a response head of a status that passes. */
    public long heads(IntPredicate status) {
        return statuses.entrySet().stream().filter(entry -> status.test(entry.getKey()))
                .mapToLong(Map.Entry::getValue).sum();
    }

    /** Response heads by status. */
    public Map<Integer, Long> statuses() {
        return Collections.unmodifiableMap(statuses);
    }

    /** Choices of completed requests by finish reason. */
    public SortedMap<String, Long> finishReasons() {
        return Collections.unmodifiableSortedMap(finishReasons);
    }

    /** The endpoints that were used. */
    public Set<String> endpoints() {
        return Collections.unmodifiableSet(endpoints);
    }

    /** How far the lengths were as asked. */
    public Lengths lengths() {
        return lengths;
    }

    /** How the tokens of completed streams came. */
    public Streams streams() {
        return streams;
    }

    /** The requests by what they asked. */
    public Groups groups() {
        return groups;
    }

    /** How long all requests together were in flight, failed ones included, in nanoseconds. */
    public double occupiedNanos() {
        return occupiedNanos;
    }

    /** Time to first token of completed streams; time-outs before the first token are censored. */
    public Distribution ttft() {
        return latencies.ttft();
    }

    /** Time per output token of completed streams. */
    public Distribution tpot() {
        return latencies.tpot();
    }

    /** End-to-end latency of completed requests; time-outs are censored. */
    public Distribution e2e() {
        return latencies.e2e();
    }

    /** Inter-token latency of completed streams: {@link InterTokenGaps#itl()}. */
    public Gaps itl() {
        return interToken.itl();
    }

    /** The gaps within completed streams, between tokens and between chunks. */
    public InterTokenGaps interToken() {
        return interToken;
    }

    /** Time to first output token of the completed streams that reasoned first, and then answered. */
    public Distribution ttfo() {
        return ttfo;
    }

    /** How late each request was sent, against the plan. */
    public Distribution sendLateness() {
        return sendLateness;
    }

    /** When requests that arrive were meant to go and when they went; a later turn of a conversation follows its answer. */
    public SendTimes sendTimes() {
        return sendTimes;
    }

    /** Time to first token, counted from when the plan wanted the request sent. */
    public Distribution ttftFromSchedule() {
        return latenciesFromSchedule.ttft();
    }

    /** End-to-end latency, counted from when the plan wanted the request sent. */
    public Distribution e2eFromSchedule() {
        return latenciesFromSchedule.e2e();
    }

    /** First-token times in order of sending. */
    public FirstTokens firstTokens() {
        return firstTokens;
    }

    /** How completed streams were sent. */
    public Sending sending() {
        return sending;
    }

    /** What the answers of completed requests say of the server's own time. */
    public OwnTimes ownTimes() {
        return ownTimes;
    }

    /** The fewest completion tokens that a completed request's usage says; empty when none said any. */
    public OptionalInt fewestTokens() {
        return fewestTokens == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(fewestTokens);
    }
}
