package io.llmloadtest.compare;

import io.llmloadtest.compare.effects.Effect;
import io.llmloadtest.compare.effects.Effects;
import io.llmloadtest.compare.effects.Effects.Question;
import io.llmloadtest.compare.effects.Measure;
import io.llmloadtest.compare.effects.RunValues;
import io.llmloadtest.compare.effects.Sample;
import io.llmloadtest.compare.likeness.Difference;
import io.llmloadtest.compare.likeness.Likeness;
import io.llmloadtest.compare.runs.ComparedRun;
import io.llmloadtest.compare.runs.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Two sides held against each other.
 *
 * <pre>{@code
 * RunComparison comparison = RunComparison.of(new Sides(baseline, candidate, false), Terms.USUAL);
 * if (comparison.refusals().isEmpty()) { comparison.decision(); }
 * }</pre>
 *
 * @param sides the sides
 * @param terms how
 * @param differences in what the runs differ
 * @param settings the settings that all runs have, each with its effects
 * @param refusals why the effects are not to be shown; none when they are
 */
public record RunComparison(Sides sides, Terms terms, List<Difference> differences, List<AtSetting> settings,
        List<Refusal> refusals) {

    /**
     * The effects at a setting.
     *
     * @param setting which
     * @param effects one for each measure that was looked at
     */
    public record AtSetting(Setting setting, List<Effect> effects) {}

    /** Holds them against each other. */
    public static RunComparison of(Sides sides, Terms terms) {
        Likeness likeness = Likeness.of(sides.baseline(), sides.candidate());
        List<Setting> common = common(sides);
        List<Refusal> refusals = Refusal.of(sides, terms, likeness.refused(terms.allowed()), !common.isEmpty());
        return new RunComparison(sides, terms, likeness.differences(),
                refusals.isEmpty() ? effects(sides, terms, common) : List.of(), refusals);
    }

    /** Every effect. */
    public List<Effect> effects() {
        return settings.stream().flatMap(setting -> setting.effects().stream()).toList();
    }

    /** What a gate says. */
    public Decision decision() {
        return Decision.on(effects());
    }

    private static List<Setting> common(Sides sides) {
        return sides.baseline().getFirst().settings().stream()
                .filter(setting -> sides.all().allMatch(run -> run.settings().contains(setting))).toList();
    }

    private static List<AtSetting> effects(Sides sides, Terms terms, List<Setting> common) {
        List<List<Question>> questions = common.stream().map(setting -> questions(sides, terms, setting)).toList();
        List<Effect> effects = Effects.judge(questions.stream().flatMap(List::stream).toList(), terms.margins(),
                sides.paired(), terms.spread());
        List<AtSetting> settings = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < common.size(); i++) {
            int end = next + questions.get(i).size();
            settings.add(new AtSetting(common.get(i), effects.subList(next, end)));
            next = end;
        }
        return settings;
    }

    private static List<Question> questions(Sides sides, Terms terms, Setting setting) {
        return terms.measures().stream()
                .filter(measure -> terms.named()
                        || sides.all().anyMatch(run -> run.values(measure, setting).isPresent()))
                .map(measure -> new Question(measure, sample(sides.baseline(), measure, setting),
                        sample(sides.candidate(), measure, setting)))
                .toList();
    }

    private static Optional<Sample> sample(List<ComparedRun> runs, Measure measure, Setting setting) {
        List<RunValues> values = runs.stream().flatMap(run -> run.values(measure, setting).stream()).toList();
        return values.size() == runs.size() ? Optional.of(new Sample(values)) : Optional.empty();
    }
}
