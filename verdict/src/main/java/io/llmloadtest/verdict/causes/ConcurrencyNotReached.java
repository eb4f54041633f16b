package io.llmloadtest.verdict.causes;

import io.llmloadtest.evidence.metrics.MetricsSample;
import io.llmloadtest.model.Quantity;
import io.llmloadtest.model.Scope;
import io.llmloadtest.model.Window;
import io.llmloadtest.verdict.AuditedTool;
import io.llmloadtest.verdict.Comparison;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.DoubleSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * A tool never had as many requests in flight as it was asked for. Two witnesses: the tool's own times, and the server, by the
 * most that its gauges showed or by Little's law, whichever is more. Less than three quarters is too few; where the tool's
 * times say that it was enough, only less than half on the server speaks against it, since requests also wait before the
 * engine's gauges see them. Asks for two waves at least.
 */
final class ConcurrencyNotReached implements Cause {

    private static final double ENOUGH = 0.75;
    private static final double FAR_TOO_FEW = 0.5;
    private static final int WAVES = 2;
    private static final int LEAST_SAMPLES = 5;

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        return hearing.scope() instanceof Scope.Level && !hearing.file().expectation().interrupted()
                ? hearing.file().tool().flatMap(tool -> claim(hearing, tool))
                : Optional.empty();
    }

    private static Optional<Claim> claim(Hearing hearing, AuditedTool tool) {
        int asked = tool.concurrency().orElse(0);
        if (asked < 2 || hearing.file().tally().sent() < (long) WAVES * asked) {
            return Optional.empty();
        }
        Gauges gauges = Gauges.of(hearing);
        OptionalDouble onServer = onServer(hearing, gauges);
        boolean recorded = tool.timed() && tool.mostInFlight() > 0;
        double most = Math.max(onServer.orElse(0), recorded ? tool.mostInFlight() : 0);
        boolean byAll = (recorded || onServer.isPresent()) && most < ENOUGH * asked;
        boolean byServer = gauges.tells() && onServer.orElse(asked) < FAR_TOO_FEW * asked;
        if (!byAll && !byServer) {
            return Optional.empty();
        }
        double said = byAll ? most : onServer.orElse(most);
        Values values = new Values().put("tool", tool.title()).put("asked", asked).put("most", said)
                .put("percent", 100 * said / asked);
        if (recorded) {
            values.put("recorded", tool.mostInFlight());
        }
        if (gauges.tells()) {
            values.put("sampled", gauges.most()).put("samples", gauges.samples());
        }
        return Optional.of(Claim.of(values.warning(FindingId.CONCURRENCY_NOT_REACHED, hearing)));
    }

    private static OptionalDouble onServer(Hearing hearing, Gauges gauges) {
        OptionalDouble mean = hearing.measured().bounded().stream()
                .filter(row -> row.quantity() == Quantity.AVG_IN_FLIGHT).map(Comparison::server)
                .flatMapToDouble(server -> server.known().stream()).findFirst();
        return gauges.tells() ? OptionalDouble.of(Math.max(gauges.most(), mean.orElse(0))) : OptionalDouble.empty();
    }

    /**
     * What the server's gauges of running and waiting requests showed during the load, replicas added up.
     *
     * @param most the most
     * @param samples how many looks each replica got
     */
    private record Gauges(double most, long samples) {

        static Gauges of(Hearing hearing) {
            Window active = hearing.file().span().active();
            Map<Integer, DoubleSummaryStatistics> byReplica = new TreeMap<>();
            for (MetricsSample sample : hearing.file().metrics().watch().samples()) {
                if (active.contains(sample.at())) {
                    sample.running().plus(sample.waiting()).known().ifPresent(open -> byReplica
                            .computeIfAbsent(sample.replica(), _ -> new DoubleSummaryStatistics()).accept(open));
                }
            }
            return new Gauges(byReplica.values().stream().mapToDouble(DoubleSummaryStatistics::getMax).sum(),
                    byReplica.values().stream().mapToLong(DoubleSummaryStatistics::getCount).min().orElse(0));
        }

        boolean tells() {
            return samples >= LEAST_SAMPLES;
        }
    }
}
