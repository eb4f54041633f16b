package io.llmloadtest.compare.document;

import io.llmloadtest.compare.RunComparison;
import io.llmloadtest.compare.RunComparison.AtSetting;
import io.llmloadtest.compare.document.ComparisonDocument.DifferenceView;
import io.llmloadtest.compare.document.ComparisonDocument.EffectView;
import io.llmloadtest.compare.document.ComparisonDocument.MethodView;
import io.llmloadtest.compare.document.ComparisonDocument.NumbersView;
import io.llmloadtest.compare.document.ComparisonDocument.RunView;
import io.llmloadtest.compare.document.ComparisonDocument.SettingView;
import io.llmloadtest.compare.document.ComparisonDocument.SideView;
import io.llmloadtest.compare.effects.Basis;
import io.llmloadtest.compare.effects.Doubt;
import io.llmloadtest.compare.effects.Effect;
import io.llmloadtest.compare.effects.Gap;
import io.llmloadtest.compare.effects.RunValues;
import io.llmloadtest.compare.effects.Sample;
import io.llmloadtest.compare.likeness.Aspect;
import io.llmloadtest.compare.likeness.Difference;
import io.llmloadtest.compare.likeness.Fingerprint;
import io.llmloadtest.compare.runs.ComparedRun;
import io.llmloadtest.compare.runs.Setting;
import io.llmloadtest.ledger.statistics.Interval;
import io.llmloadtest.store.ResultCodec;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Makes the published document of a comparison. */
public final class ComparisonDocuments {

    private ComparisonDocuments() {
    }

    /** The document of a comparison that was not refused. */
    public static ComparisonDocument of(RunComparison comparison) {
        return new ComparisonDocument(ComparisonDocument.SCHEMA_VERSION, comparison.decision().key(),
                method(comparison), side(comparison.sides().baseline()), side(comparison.sides().candidate()),
                comparison.differences().stream().map(ComparisonDocuments::difference).toList(),
                comparison.settings().stream().map(ComparisonDocuments::setting).toList());
    }

    /** The document as UTF-8 JSON with a line end: the bytes of {@code --format json}. */
    public static byte[] encode(ComparisonDocument document) {
        return ResultCodec.encodeRecord(document);
    }

    private static MethodView method(RunComparison comparison) {
        return new MethodView(Interval.CONFIDENCE, Effect.POWER,
                (int) comparison.effects().stream().filter(effect -> effect.gap().isPresent()).count(),
                comparison.sides().paired(), comparison.terms().spread(),
                comparison.terms().allowed().stream().sorted().map(Aspect::key).toList(),
                comparison.terms().unvalidated());
    }

    private static SideView side(List<ComparedRun> runs) {
        return new SideView(runs.stream().map(run -> new RunView(run.result().runId(), run.source(),
                run.result().startedAt(), run.standing().key(), Fingerprint.of(run))).toList());
    }

    private static DifferenceView difference(Difference difference) {
        return new DifferenceView(difference.aspect().key(), difference.name(), difference.aspect().mustMatch(),
                difference.baseline(), difference.candidate());
    }

    private static SettingView setting(AtSetting at) {
        Setting setting = at.setting();
        return new SettingView(setting.concurrency(), setting.requestRate(), setting.arrivals(),
                at.effects().stream().map(ComparisonDocuments::effect).toList());
    }

    private static EffectView effect(Effect effect) {
        Optional<Interval> interval = effect.interval();
        return new EffectView(effect.measure().key(), effect.measure().unit().key(), effect.measure().better().key(),
                numbers(effect.baseline()), numbers(effect.candidate()),
                effect.baseline().isPresent() && effect.candidate().isPresent()
                        ? rounded(effect.candidate().get().mean() - effect.baseline().get().mean())
                        : OptionalDouble.empty(),
                effect.measure().scale().key(), rounded(effect.change()),
                interval.isPresent() ? rounded(interval.get().low()) : OptionalDouble.empty(),
                interval.isPresent() ? rounded(interval.get().high()) : OptionalDouble.empty(), effect.margin(),
                effect.gap().map(Gap::basis).map(Basis::key), freedom(effect), rounded(effect.chanceWorse()),
                rounded(effect.detectable()), effect.runsNeeded(), effect.outcome().key(),
                effect.doubt().map(Doubt::key));
    }

    private static NumbersView numbers(Optional<Sample> sample) {
        return sample
                .map(known -> new NumbersView(rounded(known.mean()),
                        known.runs().stream().map(RunValues::mean).map(ComparisonDocuments::round).toList()))
                .orElseGet(() -> new NumbersView(OptionalDouble.empty(), List.of()));
    }

    private static OptionalDouble freedom(Effect effect) {
        double freedom = effect.gap().map(Gap::degreesOfFreedom).orElse(Double.POSITIVE_INFINITY);
        return Double.isInfinite(freedom) ? OptionalDouble.empty() : rounded(freedom);
    }

    private static OptionalDouble rounded(OptionalDouble value) {
        return value.isPresent() ? rounded(value.getAsDouble()) : value;
    }

    /** What has no place in JSON is not known. */
    private static OptionalDouble rounded(double value) {
        return Double.isFinite(value) ? OptionalDouble.of(round(value)) : OptionalDouble.empty();
    }

    /** With six digits after the point. */
    private static double round(double value) {
        return Math.abs(value) < 1e12 ? Math.round(value * 1e6) / 1e6 : value;
    }
}
