package io.llmloadtest.store;

import io.llmloadtest.model.Why;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.Reason;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * One row.
 *
 * @param metricName the row's name
 * @param clientValue the client's value
 * @param serverValue the server's value
 * @param differencePercent signed, of the server's value
 * @param status {@code PASS}, {@code WARN} or {@code SKIP}
 * @param passed true, false, or empty when skipped
 * @param tolerance the fraction used
 * @param allowance what was allowed besides, in the row's own unit
 * @param source the witness
 * @param reason why, in English
 * @param reasonDetail the reason as code and facts, for other languages
 */
public record ComparisonView(String metricName, OptionalDouble clientValue, OptionalDouble serverValue,
        OptionalDouble differencePercent, String status, Optional<Boolean> passed, double tolerance, double allowance,
        String source, Optional<String> reason, Optional<ReasonView> reasonDetail) {

    /**
     * A reason as code and facts.
     *
     * @param kind {@code not_compared}, {@code explained} or {@code noted}
     * @param code what stood in the way or is noted; {@code explained} has none
     * @param findings the findings that explain
     * @param facts what is known, by name in alphabetical order, so that the same run gives the same document each time
     */
    public record ReasonView(String kind, Optional<String> code, List<String> findings, Map<String, String> facts) {

        /** Takes the facts in any order. */
        public ReasonView {
            facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
        }

        static Optional<ReasonView> of(Reason reason) {
            return switch (reason) {
                case Reason.None _ -> Optional.empty();
                case Reason.NotCompared(Why why, Map<String, String> facts) ->
                    Optional.of(new ReasonView("not_compared", Optional.of(kebab(why)), List.of(), facts));
                case Reason.Explained(List<FindingId> findings) -> Optional.of(new ReasonView("explained",
                        Optional.empty(), findings.stream().map(FindingId::key).toList(), Map.of()));
                case Reason.Noted(String code, Map<String, String> facts) ->
                    Optional.of(new ReasonView("noted", Optional.of(code), List.of(), facts));
            };
        }

        /** The reason, for a phrase book of any language; codes of a later version give {@link Reason.None}. */
        public Reason toReason() {
            return switch (kind) {
                case "not_compared" -> Arrays.stream(Why.values()).filter(why -> code.equals(Optional.of(kebab(why))))
                        .findFirst().<Reason>map(why -> new Reason.NotCompared(why, facts)).orElseGet(Reason.None::new);
                case "explained" -> new Reason.Explained(
                        findings.stream().flatMap(finding -> FindingView.idOf(finding).stream()).toList());
                case "noted" -> new Reason.Noted(Objects.requireNonNull(code.orElse("")), facts);
                default -> new Reason.None();
            };
        }

        private static String kebab(Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
