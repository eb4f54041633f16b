package io.llmloadtest.report;

import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.store.SearchView;
import io.llmloadtest.store.SearchView.EdgeView;
import io.llmloadtest.store.SearchView.ReplicasView;
import io.llmloadtest.text.Label;
import io.llmloadtest.text.PhraseBook;
import io.llmloadtest.verdict.Fact;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a search found, in sentences.
 *
 * @param result the result
 * @param search its search
 * @param book the language
 */
public record SearchWords(ResultDocument result, SearchView search, PhraseBook book) {

    /** The edges found, how the search ended, and the replicas; what there is of them. */
    public List<String> conclusion() {
        return Stream.of(search.met().map(met -> edge(Label.SEARCH_MET, met)),
                search.notMet().map(edge -> edge(
                        edge.outcome().equals("missed") ? Label.SEARCH_MISSED : Label.SEARCH_UNCLEAR, edge)),
                end(), replicas()).flatMap(Optional::stream).toList();
    }

    /** Whether that sentence says that the search did not come to its end. */
    boolean isCutShort(String sentence) {
        return search.end().equals("unfinished") && end().filter(sentence::equals).isPresent();
    }

    private String edge(Label label, EdgeView edge) {
        Map<String, Fact> values = new TreeMap<>();
        values.put("setting", Fact.of(named(edge.setting())));
        values.put("agreeing", Fact.of((double) edge.agreeing()));
        values.put("tries", Fact.of((double) edge.tries()));
        edge.requestRatePerSec().ifPresent(rate -> values.put("requests", Fact.of(rate)));
        edge.throughputTokensPerSec().ifPresent(rate -> values.put("tokens", Fact.of(rate)));
        return book.label(label, values);
    }

    private Optional<String> end() {
        return switch (search.end()) {
            case "top_met" -> search.met().map(
                    met -> book.label(Label.SEARCH_TOP_MET, Map.of("setting", Fact.of(named(met.setting())))));
            case "none_met" -> Optional
                    .of(book.label(Label.SEARCH_NONE_MET, Map.of("setting", Fact.of(named(search.least())))));
            case "cannot_tell" -> Optional
                    .of(book.label(search.met().isPresent() ? Label.SEARCH_CANNOT_TELL : Label.SEARCH_NOTHING));
            case "unfinished" -> Optional.of(book.label(switch (search.unfinished().orElse("")) {
                case "interrupted" -> Label.SEARCH_INTERRUPTED;
                case "time" -> Label.SEARCH_TIME;
                case "levels" -> Label.SEARCH_LEVELS;
                default -> Label.SEARCH_JUDGED_OTHERWISE;
            }));
            default -> Optional.empty(); // both edges are said already
        };
    }

    private Optional<String> replicas() {
        if (search.replicas().isPresent()) {
            ReplicasView replicas = search.replicas().get();
            double factor = 1 + replicas.headRoom();
            return Optional.of(book.label(search.end().equals("found") ? Label.REPLICAS : Label.REPLICAS_AT_MOST,
                    Map.of("peak", Fact.of(number(replicas.peakRate())), "room", Fact.of(replicas.headRoom()), "factor",
                            Fact.of(number(factor)), "rate", Fact.of(number(replicas.ratePerReplica())), "quotient",
                            Fact.of(number(replicas.peakRate() * factor / replicas.ratePerReplica())), "needed",
                            Fact.of((double) replicas.needed()))));
        }
        return result.plan().get("search") instanceof Map<?, ?> asked && asked.containsKey("peak_rate")
                ? Optional.of(book.label(Label.REPLICAS_UNKNOWN))
                : Optional.empty();
    }

    private String named(double setting) {
        return search.axis().equals("rate")
                ? book.label(Label.SEARCH_RATE, Map.of("rate", Fact.of(number(setting))))
                : book.label(Label.AT_CONCURRENCY, Map.of("concurrency", Fact.of(setting)));
    }

    /** A setting or rate with four digits: neighbours in a search may differ in the third. */
    static String number(double value) {
        return value == Math.rint(value)
                ? BigDecimal.valueOf(value).toBigInteger().toString()
                : new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros().toPlainString();
    }
}
