package io.llmloadtest.cli.options;

import io.llmloadtest.compare.Terms;
import io.llmloadtest.compare.effects.Margins;
import io.llmloadtest.compare.effects.Measure;
import io.llmloadtest.compare.likeness.Aspect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** How two sides of runs are held against each other. */
@Heading("Comparing")
public final class CompareOptions {

    private static final String METRICS = "--metrics";
    private static final String MARGIN = "--margin";
    private static final String SPREAD = "--spread";
    private static final String ALLOW = "--allow-unlike";
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,9})?)\\s*(%?)");

    @Option(names = METRICS, paramLabel = "NAME[,...]", description = "What is compared: throughput, request_rate, goodput, error_rate, and ttft, tpot, itl, e2e each with mean, p50, p95, p99;"
            + " or all (default: throughput,ttft.mean,ttft.p95,tpot.mean,e2e.p95,error_rate, as far as they were measured)")
    private List<String> metrics = new ArrayList<>();

    @Option(names = MARGIN, paramLabel = "PERCENT|NAME=PERCENT[,...]", description = "How much worse still counts as the same: of times and rates a factor, of shares points (default: 5%%, and error_rate=1%%)")
    private List<String> margins = new ArrayList<>();

    @Option(names = SPREAD, paramLabel = "PERCENT", description = "How far runs lie apart that nobody changed, as a standard deviation, when it is known from elsewhere; used where the baseline has fewer than three runs")
    private Optional<String> spread = Optional.empty();

    @Option(names = ALLOW, paramLabel = "ASPECT[,...]", description = "Compare runs although they differ in this: endpoint, model, streaming, lengths, prompts, sampling, levels, warm-up, cache, network-path, connections; or all")
    private List<String> allowed = new ArrayList<>();

    @Option(names = "--allow-unvalidated", description = "Take runs too that did not pass validation, were not validated, or were cut short")
    private boolean unvalidated;

    /** How. */
    public Terms terms() {
        Set<Measure> named = measures();
        return new Terms(named.isEmpty() ? Measure.usual() : List.copyOf(named),
                !named.isEmpty() && !isAll(metrics), margins(), spread(), aspects(), unvalidated);
    }

    private static boolean isAll(List<String> lists) {
        return words(lists).contains("all");
    }

    private Set<Measure> measures() {
        Set<Measure> named = new LinkedHashSet<>();
        for (String word : words(metrics)) {
            if (word.equals("all")) {
                named.addAll(Measure.everyOne());
            } else {
                named.add(measure(METRICS, word));
            }
        }
        return named;
    }

    private Measure measure(String option, String name) {
        return Measure.named(name).orElseThrow(() -> OptionMistake.of(option, name,
                Measure.everyOne().stream().map(Measure::key).collect(Collectors.joining(", "))));
    }

    private Margins margins() {
        OptionalDouble usual = OptionalDouble.empty();
        Map<String, Double> own = new LinkedHashMap<>();
        for (String word : words(margins)) {
            int sign = word.indexOf('=');
            if (sign < 0) {
                usual = OptionalDouble.of(share(MARGIN, word));
            } else {
                own.put(measure(MARGIN, word.substring(0, sign).strip()).key(),
                        share(MARGIN, word.substring(sign + 1).strip()));
            }
        }
        return new Margins(usual, own);
    }

    private OptionalDouble spread() {
        return spread.isPresent() ? OptionalDouble.of(share(SPREAD, spread.get().strip())) : OptionalDouble.empty();
    }

    /** {@code 5%}, or the fraction {@code 0.05}; what lies above 1 without a sign is a mistake. */
    private double share(String option, String text) {
        Matcher matcher = PERCENT.matcher(text);
        if (matcher.matches()) {
            double number = Double.parseDouble(matcher.group(1));
            double share = matcher.group(2).isEmpty() ? number : number / 100;
            if (share > 0 && share <= 1) {
                return share;
            }
        }
        throw OptionMistake.of(option, text, "above 0 and up to 100%, such as 5% or 0.05");
    }

    private Set<Aspect> aspects() {
        Set<Aspect> aspects = EnumSet.noneOf(Aspect.class);
        for (String word : words(allowed)) {
            if (word.equals("all")) {
                aspects.addAll(mustMatch());
            } else {
                aspects.add(Aspect.named(word).filter(Aspect::mustMatch).orElseThrow(() -> OptionMistake.of(ALLOW, word,
                        mustMatch().stream().map(Aspect::key).collect(Collectors.joining(", ")) + ", all")));
            }
        }
        return aspects;
    }

    private static List<Aspect> mustMatch() {
        return Arrays.stream(Aspect.values()).filter(Aspect::mustMatch).toList();
    }

    private static List<String> words(List<String> lists) {
        return lists.stream().flatMap(list -> Arrays.stream(list.split(",", -1))).map(String::strip).toList();
    }
}
