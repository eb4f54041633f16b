package io.llmloadtest.cli;

import io.llmloadtest.cli.options.AuditedServerOptions;
import io.llmloadtest.cli.options.EvidenceOptions;
import io.llmloadtest.cli.options.JudgingOptions.FailOn;
import io.llmloadtest.cli.options.FolderOptions;
import io.llmloadtest.cli.options.Heading;
import io.llmloadtest.cli.options.OptionMistake;
import io.llmloadtest.cli.options.ResultOptions;
import io.llmloadtest.cli.options.ResultTerms;
import io.llmloadtest.ledger.foreign.Tool;
import io.llmloadtest.runner.AuditRequest;
import io.llmloadtest.runner.EvidenceRequest;
import io.llmloadtest.runner.command.ForeignCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets another load tester drive the load, and judges its numbers as our own. */
@Command(name = "audit", mixinStandardHelpOptions = true, sortOptions = false, customSynopsis = {
        "llm-loadtest audit [-s URL] [OPTIONS] -- COMMAND [ARGUMENTS...]"}, description = {
                "Run another load tester, and judge its numbers.",
                "What it reports is read from its own result file and cross-examined with what the server",
                "recorded meanwhile, as a run of our own is. Its definitions of TTFT, ITL, TPOT and E2E stand beside ours, so that a difference of definition is not called an error.",
                "Known: vllm bench serve, guidellm, aiperf, inference-perf (docs/other-tools.md)."}, footer = {"",
                        "What it prints goes to stderr; the report, or --format json, to stdout. Ctrl-C is passed on, and what it",
                        "wrote is judged. It must use the server alone. To have single requests and not only totals judged:",
                        "  vllm bench serve   --save-result --save-detailed",
                        "  guidellm           --output kind=json,path=FILE",
                        "  aiperf             nothing (profile_export.jsonl)",
                        "  inference-perf     report.request_lifecycle.per_request: true", "", "Examples:",
                        "  llm-loadtest audit -- vllm bench serve --backend openai-chat --endpoint /v1/chat/completions \\",
                        "      --base-url http://127.0.0.1:8000 --model MODEL --dataset-name random --num-prompts 200 \\",
                        "      --max-concurrency 8 --save-result --save-detailed",
                        "  llm-loadtest audit --fail-on warning -- aiperf profile --url http://gpu:8000 --model MODEL ...",
                        "  llm-loadtest audit -s http://gpu:8000 --log-file vllm.log --result out.json -- ./my-bench.sh",
                        "",
                        "A result that is there already, with the server's record from before and after:",
                        "  llm-loadtest validate --client result.json --metrics-before a.txt --metrics-after b.txt --log docker.log"})
final class AuditCommand implements Callable<Integer> {

    @Mixin
    private AuditedServerOptions server = new AuditedServerOptions();

    @Heading("Command")
    @Option(names = "--result", paramLabel = "FILE", description = "The file that COMMAND writes its result to (default: told by its options, or looked for)")
    private Optional<Path> result = Optional.empty();

    @Heading("Command")
    @Option(names = "--tool", paramLabel = "NAME", description = "vllm-bench, guidellm, aiperf or inference-perf: whose options COMMAND's are (default: told by its name)")
    private Optional<String> tool = Optional.empty();

    @Mixin
    private EvidenceOptions evidence = new EvidenceOptions();

    @Mixin
    private ResultOptions results = new ResultOptions();

    @Mixin
    private FolderOptions place = new FolderOptions();

    @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "The other load tester's command line, after --")
    private List<String> words = new ArrayList<>();

    @Override
    public Integer call() {
        ResultTerms terms = results.terms();
        if (terms.judging().failOn().contains(FailOn.SLO)) {
            throw new OptionMistake("--fail-on slo goes with run only: an audit has no --slo");
        }
        if (words.isEmpty()) {
            throw new OptionMistake(
                    "which command? Write it after --, such as: audit -- vllm bench serve --base-url URL ...");
        }
        ForeignCommand command = ForeignCommand.of(words, tool.map(this::tool));
        AuditRequest request = new AuditRequest(command, result, server.base(command), server.headers(), server.trust(),
                evidence(), terms.judging().tolerances(), Path.of("runs"), place.folder(), Version.text());
        return new AuditRun(request, terms).execute(System.out, System.err).number();
    }

    private Tool tool(String name) {
        return Tool.named(name).orElseThrow(() -> new OptionMistake("--tool: '" + name
                + "' is not known; allowed: "
                + Arrays.stream(Tool.values()).map(Tool::key).collect(Collectors.joining(", "))));
    }

    private EvidenceRequest evidence() {
        EvidenceRequest asked = evidence.request().orElseThrow(() -> new OptionMistake(
                "--skip-validation: an audit is nothing but validation; leave it out, or run the command by itself"));
        if (asked.traces().isPresent()) {
            throw new OptionMistake("--otlp-listen: other tools do not name their requests in traces; leave it out");
        }
        return asked;
    }
}
