package io.llmloadtest.verdict.roll;

import io.llmloadtest.evidence.logs.PortLines;
import io.llmloadtest.ledger.RollEntry;
import io.llmloadtest.verdict.CaseFile;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The access lines of calls, told apart by the client's port. uvicorn writes the port that the server sees, which is ours
 * where nothing is in between: a proxy or a published Docker port connects anew, from ports of its own.
 *
 * @param answered requests of ours that were answered, whatever the status, and whose port is known
 * @param found those of them with a line of their own
 * @param foreign lines of calls that are not ours
 * @param whole whether log and roll hold everything of the stretch, so that what is missing is missing
 */
public record Ports(long answered, long found, long foreign, boolean whole) {

    /** By chance a stranger has one of our ports; nine in ten are no chance. */
    private static final double JOINED = 0.9;

    /** Empty when the log has no such line, or nothing is known of ours. */
    public static Optional<Ports> of(CaseFile file) {
        PortLines ports = file.log().digest().requests().ports();
        Map<Integer, Long> sent = byPort(file.roll().entries(), RollEntry::localPort);
        if (!file.log().isLegible() || ports.lines().isEmpty() || sent.isEmpty()) {
            return Optional.empty();
        }
        Map<Integer, Long> answered = byPort(file.roll().entries(),
                entry -> entry.status().isPresent() ? entry.localPort() : OptionalInt.empty());
        long found = answered.entrySet().stream()
                .mapToLong(each -> Math.min(each.getValue(), ports.lines().getOrDefault(each.getKey(), 0))).sum();
        long beyond = ports.lines().entrySet().stream()
                .mapToLong(each -> Math.max(0, each.getValue() - sent.getOrDefault(each.getKey(), 0L))).sum();
        // What we sent once more went out from another port the first time.
        long foreign = Math.max(0, beyond - file.roll().entries().stream().filter(RollEntry::sentAgain).count());
        return Optional.of(new Ports(answered.values().stream().mapToLong(Long::longValue).sum(), found, foreign,
                ports.leftOut() == 0 && file.roll().leftOut() == 0 && file.log().isWhole()));
    }

    private static Map<Integer, Long> byPort(Collection<RollEntry> entries, Function<RollEntry, OptionalInt> port) {
        return entries.stream().map(port).flatMapToInt(OptionalInt::stream).boxed()
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    /** Whether ports join the two at all. */
    public boolean isJoinable() {
        return answered > 0 && found >= JOINED * answered;
    }
}
