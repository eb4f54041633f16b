package io.llmloadtest.runner.command;

import io.llmloadtest.ledger.foreign.Tool;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A command line that starts another load tester, as far as its own options tell.
 *
 * @param words the command and its arguments
 * @param tool which tool it is; empty when nothing tells
 */
public record ForeignCommand(List<String> words, Optional<Tool> tool) {

    private static final String USUAL_VLLM_HOST = "127.0.0.1";
    private static final String USUAL_VLLM_PORT = "8000";

    public ForeignCommand {
        words = List.copyOf(words);
    }

    /** A command whose tool is told by its name, unless the user says. */
    public static ForeignCommand of(List<String> words, Optional<Tool> told) {
        return new ForeignCommand(words, told.or(() -> recognise(words)));
    }

    private static Optional<Tool> recognise(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            Path path = Path.of(words.get(i)).getFileName();
            String name = path == null ? "" : path.toString();
            String rest = String.join(" ", words.subList(i, Math.min(words.size(), i + 3)));
            if (name.equals("guidellm")) {
                return Optional.of(Tool.GUIDELLM);
            }
            if (name.equals("aiperf")) {
                return Optional.of(Tool.AIPERF);
            }
            if (name.equals("inference-perf") || name.equals("inference_perf")) {
                return Optional.of(Tool.INFERENCE_PERF);
            }
            if (name.equals("benchmark_serving.py") || rest.endsWith(" bench serve")) {
                return Optional.of(Tool.VLLM_BENCH);
            }
        }
        return Optional.empty();
    }

    /** The server it will load, as it is written there; empty when it does not say. */
    public Optional<String> server() {
        Words given = new Words(words);
        return tool.flatMap(known -> switch (known) {
            case VLLM_BENCH -> given.value("--base-url").or(() -> Optional.of("http://"
                    + given.value("--host").orElse(USUAL_VLLM_HOST) + ":"
                    + given.value("--port").orElse(USUAL_VLLM_PORT)));
            case GUIDELLM -> given.value("--target").or(() -> given.values("--backend", "--backend-kwargs")
                    .flatMap(list -> Words.part(list, "target").stream()).findFirst());
            case AIPERF -> given.value("--url", "-u").or(() -> Optional.of("http://localhost:8000"));
            case INFERENCE_PERF -> given.value("--server.base-url").or(() -> config().flatMap(ConfigText::server));
        });
    }

    /** The model it asks for by that name; empty when it does not say. */
    public Optional<String> model() {
        Words given = new Words(words);
        return tool.flatMap(known -> switch (known) {
            case VLLM_BENCH -> given.value("--served-model-name").or(() -> given.value("--model"));
            case GUIDELLM -> given.value("--model").or(() -> given.values("--backend")
                    .flatMap(list -> Words.part(list, "model").stream()).findFirst());
            case AIPERF -> given.value("--model", "--model-names", "-m");
            case INFERENCE_PERF -> given.value("--server.model-name").or(() -> config().flatMap(ConfigText::model));
        });
    }

    /** The requests in flight it is asked for; empty when it is asked for something else. */
    public OptionalInt concurrency() {
        Words given = new Words(words);
        return tool.map(known -> switch (known) {
            case VLLM_BENCH -> given.whole("--max-concurrency");
            case GUIDELLM -> given.values("--profile").flatMap(list -> Words.part(list, "streams").stream())
                    .map(Words::number).findFirst().orElse(OptionalInt.empty());
            case AIPERF -> given.whole("--concurrency");
            case INFERENCE_PERF -> config().map(ConfigText::concurrency).orElse(OptionalInt.empty());
        }).orElse(OptionalInt.empty());
    }

    /**
     * Requests that it sends at most and leaves out of its result. vLLM's readiness check was on by default before it became
     * an option that is off.
     */
    public long unreported() {
        Words given = new Words(words);
        return tool.map(known -> switch (known) {
            case VLLM_BENCH -> (given.value("--ready-check-timeout-sec").filter("0"::equals).isPresent() ? 0L : 1L)
                    + given.whole("--num-warmups").orElse(0);
            case AIPERF -> (long) given.whole("--warmup-request-count", "--num-warmup-requests").orElse(0);
            case GUIDELLM, INFERENCE_PERF -> 0L;
        }).orElse(0L);
    }

    /** Where its result will be: files, and folders to look through. */
    public List<Path> results() {
        return ResultPlaces.of(this);
    }

    /** The text of the configuration that inference-perf is given. */
    Optional<ConfigText> config() {
        return new Words(words).value("-c", "--config-file", "--config").flatMap(ConfigText::read);
    }

    /** The command line without secrets. */
    public List<String> shown() {
        return Redaction.of(words);
    }

    /** What the user must add so that single requests can be judged; empty when nothing is missing. */
    public Optional<String> missingOptions() {
        Words given = new Words(words);
        return tool.filter(Tool.VLLM_BENCH::equals).filter(_ -> recognise(words).equals(tool))
                .filter(_ -> !(given.has("--save-result") || given.has("--append-result"))
                        || !given.has("--save-detailed"))
                .map(_ -> "--save-result --save-detailed");
    }

    /** The secrets are in {@link #words()}. */
    @Override
    public String toString() {
        return "ForeignCommand[" + shown() + ", " + tool + "]";
    }
}
