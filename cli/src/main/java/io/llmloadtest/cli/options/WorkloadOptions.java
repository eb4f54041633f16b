package io.llmloadtest.cli.options;

import io.llmloadtest.load.plan.ConversationPlan;
import io.llmloadtest.load.plan.DatasetFormat;
import io.llmloadtest.load.plan.Endpoint;
import io.llmloadtest.load.plan.IllegalPlanException;
import io.llmloadtest.load.plan.ImageSize;
import io.llmloadtest.load.plan.LengthPlan;
import io.llmloadtest.load.plan.LengthRule;
import io.llmloadtest.load.plan.PrefixPool;
import io.llmloadtest.load.plan.PromptPlan;
import io.llmloadtest.load.plan.ThinkTime;
import io.llmloadtest.load.plan.TurnRule;
import io.llmloadtest.load.plan.WorkloadPlan;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What requests ask for. */
@Heading("Workload")
final class WorkloadOptions {

    @Option(names = {"--input-len",
            "--random-input-len"}, paramLabel = "TOKENS", description = "Prompt length as the server counts it (default: 256): a number, or for each request one of"
                    + " uniform:100-500, normal:512,128 or lognormal:512,300 (mean, standard deviation; with a range:"
                    + " normal:512,128,16-2048)")
    private Optional<String> input = Optional.empty();

    @Option(names = {"--output-len",
            "--random-output-len"}, paramLabel = "TOKENS", description = "Answer length (default: 128), given in the same way")
    private Optional<String> output = Optional.empty();

    @Option(names = "--lengths-file", paramLabel = "FILE", description = "Both lengths of each request, in order: CSV or JSONL with input_length and output_length")
    private Optional<Path> lengthsFile = Optional.empty();

    @Option(names = {"--dataset",
            "--dataset-path"}, paramLabel = "FILE", description = "Prompts to send instead of made-up ones, in an order that --seed chooses; the answer lengths are"
                    + " the file's unless --output-len is given")
    private Optional<Path> dataset = Optional.empty();

    @Option(names = "--dataset-format", paramLabel = "auto|sharegpt|jsonl", description = "ShareGPT's array of conversations, or an object in each line: {\"prompt\": ..} or {\"messages\": [..]},"
            + " with output_tokens if wanted (default: auto)")
    private Optional<String> datasetFormat = Optional.empty();

    @Option(names = {"--prefix-len",
            "--random-prefix-len"}, paramLabel = "TOKENS", description = "Let made-up prompts begin with shared prefixes of this length, which counts in --input-len")
    private Optional<Integer> prefixLength = Optional.empty();

    @Option(names = "--prefix-pool", paramLabel = "N", description = "How many different shared prefixes there are (default: 1)")
    private Optional<Integer> prefixes = Optional.empty();

    @Option(names = "--prefix-hit-rate", paramLabel = "FRACTION", description = "The share of requests that begin with a shared prefix (default: 1)")
    private Optional<Double> prefixShare = Optional.empty();

    @Option(names = "--images", paramLabel = "WxH", description = "Let each made-up prompt show an image of so many pixels, another one each time; its tokens are"
            + " not in --input-len")
    private Optional<String> images = Optional.empty();

    @Option(names = "--turns", paramLabel = "N|uniform:N-M|all", description = "Hold conversations of so many turns, each a request with all that was said before it, the server's own"
            + " answers included; a dataset's as far as it goes, or all of it. -c is then the number of conversations at"
            + " a time, --request-rate how many begin per second, and -n still counts requests")
    private Optional<String> turns = Optional.empty();

    @Option(names = "--think-time", paramLabel = "TIME", description = "Pause between an answer and the next turn, while nothing is in flight (default: none): 500ms,"
            + " uniform:1s-5s, normal:2s,500ms or lognormal:5s,4s (mean, standard deviation; with a range:"
            + " lognormal:5s,4s,1s-60s)")
    private Optional<String> thinkTime = Optional.empty();

    @Option(names = "--recorded-answers", description = "Let later turns of a dataset's conversations carry its own answers instead of the server's")
    private boolean recordedAnswers;

    /** The plan for an endpoint. */
    WorkloadPlan plan(Endpoint endpoint) {
        WorkloadPlan prompts = prompts(endpoint);
        if (turns.isEmpty() && (thinkTime.isPresent() || recordedAnswers)) {
            throw new IllegalPlanException(thinkTime.isPresent() ? "--think-time" : "--recorded-answers",
                    thinkTime.orElse(""), "give the turns of a conversation with --turns");
        }
        return turns.map(rule -> prompts.with(new ConversationPlan(TurnRule.parse(rule),
                thinkTime.map(ThinkTime::parse), recordedAnswers))).orElse(prompts);
    }

    private WorkloadPlan prompts(Endpoint endpoint) {
        if (!endpoint.generates() && output.isPresent()) {
            throw new IllegalPlanException("--output-len", output.get(), "leave it out with --endpoint embeddings");
        }
        if (dataset.isPresent()) {
            refuseBeside("--dataset", dataset.get(), "--input-len", input);
            refuseBeside("--dataset", dataset.get(), "--lengths-file", lengthsFile);
            refuseBeside("--dataset", dataset.get(), "--prefix-len", prefixLength);
            refuseBeside("--dataset", dataset.get(), "--images", images);
            return WorkloadPlan.of(new PromptPlan.Dataset(dataset.get(), format(),
                    output.map(rule -> LengthRule.parse("--output-len", rule))));
        }
        if (datasetFormat.isPresent()) {
            throw new IllegalPlanException("--dataset-format", datasetFormat.get(), "give it with --dataset FILE");
        }
        return WorkloadPlan.of(new PromptPlan.MadeUp(lengths(), prefixPool(), images.map(ImageSize::parse)));
    }

    private LengthPlan lengths() {
        if (lengthsFile.isPresent()) {
            refuseBeside("--lengths-file", lengthsFile.get(), "--input-len", input);
            refuseBeside("--lengths-file", lengthsFile.get(), "--output-len", output);
            return new LengthPlan.Listed(lengthsFile.get());
        }
        return new LengthPlan.Drawn(
                input.map(rule -> LengthRule.parse("--input-len", rule)).orElse(WorkloadPlan.DEFAULT_INPUT),
                output.map(rule -> LengthRule.parse("--output-len", rule)).orElse(WorkloadPlan.DEFAULT_OUTPUT));
    }

    private Optional<PrefixPool> prefixPool() {
        if (prefixLength.isEmpty() && (prefixes.isPresent() || prefixShare.isPresent())) {
            throw new IllegalPlanException(prefixes.isPresent() ? "--prefix-pool" : "--prefix-hit-rate", "",
                    "give the length of the prefixes with --prefix-len");
        }
        return prefixLength.map(tokens -> new PrefixPool(tokens, prefixes.orElse(1), prefixShare.orElse(1.0)));
    }

    private DatasetFormat format() {
        String name = datasetFormat.orElse("auto").toLowerCase(Locale.ROOT);
        return Arrays.stream(DatasetFormat.values())
                .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(name)).findFirst()
                .orElseThrow(() -> new IllegalPlanException("--dataset-format", name, "give auto, sharegpt or jsonl"));
    }

    private static void refuseBeside(String option, Path file, String other, Optional<?> given) {
        if (given.isPresent()) {
            throw new IllegalPlanException(other + " with " + option, file.toString(), "give one of them");
        }
    }
}
