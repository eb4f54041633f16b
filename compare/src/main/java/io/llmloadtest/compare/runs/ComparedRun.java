package io.llmloadtest.compare.runs;

import io.llmloadtest.compare.effects.Measure;
import io.llmloadtest.compare.effects.RunValues;
import io.llmloadtest.store.LevelView;
import io.llmloadtest.store.RepeatedView;
import io.llmloadtest.store.ResultDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A run that is compared.
 *
 * @param source where its result was found
 * @param result as it was published
 */
public record ComparedRun(String source, ResultDocument result) {

    /** How far it can be relied on. */
    public Standing standing() {
        return Standing.of(result);
    }

    /** The levels that count: those that were cut short among repeats do not. */
    public List<LevelView> levels() {
        Set<Integer> leftOut = result.repeats().stream().map(RepeatedView::leftOut).flatMap(List::stream)
                .collect(Collectors.toSet());
        return result.results().stream().filter(level -> !leftOut.contains(level.level())).toList();
    }

    /** Its settings, in order, each once. */
    public List<Setting> settings() {
        return levels().stream().map(Setting::of).distinct().toList();
    }

    /** A measure at a setting; empty when one of the repeats does not have it, or there is none. */
    public Optional<RunValues> values(Measure measure, Setting setting) {
        List<Double> values = new ArrayList<>();
        long requests = 0;
        for (LevelView level : levels()) {
            if (!Setting.of(level).equals(setting)) {
                continue;
            }
            OptionalDouble value = measure.in(level);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.add(value.getAsDouble());
            requests += level.totalRequests();
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(new RunValues(values, requests));
    }
}
