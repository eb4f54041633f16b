package io.llmloadtest.text;

import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Why;
import io.llmloadtest.verdict.Comparison;
import io.llmloadtest.verdict.Fact;
import io.llmloadtest.verdict.Finding;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.Overall;
import io.llmloadtest.verdict.Reason;
import io.llmloadtest.verdict.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Turns codes and numbers into sentences of one language. English and Korean are there; any other language reads English.
 * Row names, status words and finding names are part of the published result and the same in every language.
 *
 * <p>A phrase never breaks on a value that is missing: see {@link Template}.
 */
public final class PhraseBook {

    private final Bundle bundle;

    private PhraseBook(Bundle bundle) {
        this.bundle = bundle;
    }

    /** The book of that language; English when there is none. */
    public static PhraseBook of(Locale locale) {
        return new PhraseBook(Bundle.of("phrases", locale));
    }

    /** The language. */
    public Locale locale() {
        return bundle.locale();
    }

    /** How this language writes numbers. */
    public Numbers numbers() {
        return bundle.language().numbers();
    }

    /** What happened, with its number. */
    public String sentence(Finding finding) {
        return phrase("finding." + finding.id().key() + ".sentence", finding.values());
    }

    /** What to do about it. */
    public String advice(Finding finding) {
        return phrase("finding." + finding.id().key() + ".advice", finding.values());
    }

    /** Why a comparison came out as it did; empty when nothing needs saying. */
    public Optional<String> reason(Comparison comparison) {
        return reason(reasonOf(comparison));
    }

    /** A reason as a sentence; empty when nothing needs saying. */
    public Optional<String> reason(Reason reason) {
        return switch (reason) {
            case Reason.None _ -> Optional.empty();
            case Reason.NotCompared(Why why, Map<String, String> facts) ->
                Optional.of(phrase("why." + key(why), Bundle.facts(facts)));
            case Reason.Explained(List<FindingId> findings) -> Optional.of(phrase("reason.explained",
                    Map.of("findings", Fact.of(findings.stream().map(FindingId::key).toList()))));
            case Reason.Noted(String code, Map<String, String> facts) ->
                Optional.of(bundle.templates().containsKey("note." + code)
                        ? phrase("note." + code, Bundle.facts(facts))
                        : phrase("reason.noted", Map.of("code", Fact.of(code))));
        };
    }

    /** The reason of a comparison: its own, else that of the value which is not known. */
    public static Reason reasonOf(Comparison comparison) {
        if (!(comparison.reason() instanceof Reason.None)) {
            return comparison.reason();
        }
        if (comparison.isMade()) {
            return comparison.reason();
        }
        return comparison.server() instanceof Reading.Absent(Why why, Map<String, String> facts)
                ? new Reason.NotCompared(why, facts)
                : comparison.client() instanceof Reading.Absent(Why why, Map<String, String> facts)
                        ? new Reason.NotCompared(why, facts)
                        : comparison.reason();
    }

    /** The verdict and how many checks it rests on: {@code PASSED (7 of 9 checks made)}. */
    public String headline(Overall overall, long made, long possible) {
        return phrase("headline",
                Map.of("overall", Fact.of(overall.name()), "made", Fact.of((double) made), "possible",
                        Fact.of((double) possible)));
    }

    /** The counts in a few words. */
    public String counts(Verdict.Counts counts, double tolerance) {
        return phrase("counts." + key(counts), Map.of("tolerance", Fact.of(tolerance)));
    }

    /** The timings in a few words. */
    public String timings(Verdict.Timings timings) {
        return phrase("timings." + key(timings), Map.of());
    }

    /** The load in a few words; {@code problems} are the findings that make it worthless. */
    public String load(List<FindingId> problems) {
        if (problems.isEmpty()) {
            return phrase("load.valid", Map.of());
        }
        Map<LoadProblem, List<FindingId>> byWord = problems.stream().distinct()
                .collect(Collectors.groupingBy(LoadProblem::of, TreeMap::new, Collectors.toList()));
        List<String> words = byWord.entrySet().stream()
                .map(entry -> phrase("load." + key(entry.getKey()), Map.of("findings",
                        Fact.of(entry.getValue().stream().map(FindingId::key).toList()))))
                .toList();
        return phrase("load.invalid", Map.of("problems", Fact.of(words)));
    }

    /** A short word. */
    public String label(Label label) {
        return phrase(label.key(), Map.of());
    }

    /** A short phrase with values. */
    public String label(Label label, Map<String, Fact> values) {
        return phrase(label.key(), values);
    }

    /** Every key there is, and the value names each uses. */
    Map<String, Set<String>> keys() {
        return bundle.keys();
    }

    static String key(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private String phrase(String key, Map<String, Fact> values) {
        return bundle.phrase(key, values);
    }
}
