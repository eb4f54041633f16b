package io.llmloadtest.cli;

import io.llmloadtest.cli.options.ConnectionOptions;
import io.llmloadtest.cli.options.EvidenceOptions;
import io.llmloadtest.cli.options.FolderOptions;
import io.llmloadtest.cli.options.JudgingOptions.FailOn;
import io.llmloadtest.cli.options.LoadOptions;
import io.llmloadtest.cli.options.ProfileOptions;
import io.llmloadtest.cli.options.ResultOptions;
import io.llmloadtest.cli.options.ResultTerms;
import io.llmloadtest.cli.options.SearchOptions;
import io.llmloadtest.cli.options.ServerOptions;
import io.llmloadtest.cli.options.SloOptions;
import io.llmloadtest.load.plan.Plan;
import io.llmloadtest.runner.RunRequest;
import io.llmloadtest.runner.SloRequest;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** The main job: load a server, and judge what was measured against what the server recorded. */
@Command(name = "run", mixinStandardHelpOptions = true, sortOptions = false, description = "Load a server, and judge what was measured against what the server itself recorded.", footer = {
        "", "Each level: snapshot, warm-up, drain, settle, snapshot, load, drain, settle, snapshot.",
        "Without options: 1 stream at a time, 100 chat completions of 256 tokens in and 128 out, warm-up of one",
        "wave, 10 min time-out per request, metrics from /metrics of the server, log of the Docker container that",
        "publishes the server's port, counts within 5 %%, TTFT and throughput within 10 %%, result in runs/.", "",
        "Examples:", "  llm-loadtest run -s http://127.0.0.1:8000 -c 1,8,32 -n 200",
        "  llm-loadtest run -s http://gpu:8000 -c 64 -d 60s --goodput ttft:500,tpot:50 --log-file vllm.log",
        "  llm-loadtest run -s http://127.0.0.1:8000 -n 100 --fail-on warning,unverified --format json",
        "  llm-loadtest run -s http://gpu:8000 --slo 'ttft.p95<500' --search concurrency --peak-rate 100",
        "  llm-loadtest run -s http://gpu:8000 --profile standard", "  llm-loadtest run --config plan.yaml", "",
        "Exit codes: 0 done, 1 internal error, 2 wrong use, 3 server unreachable or unusable, 4 --fail-on warning met,",
        "5 --fail-on unverified met, 6 no request succeeded or --max-error-rate exceeded, 7 --fail-on slo met,",
        "130 interrupted.", "",
        "Environment: LLM_API_KEY or OPENAI_API_KEY for the key; LLM_LOADTEST_OPTION_NAME for any option; NO_COLOR;",
        "LLM_LOADTEST_JAVA_OPTS for the JVM; LLM_LOADTEST_DEBUG=1 shows where a mistake of this program is."})
final class RunCommand implements Callable<Integer> {

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private LoadOptions load = new LoadOptions();

    @Mixin
    private ConnectionOptions connections = new ConnectionOptions();

    @Mixin
    private SloOptions slo = new SloOptions();

    @Mixin
    private SearchOptions search = new SearchOptions();

    @Mixin
    private EvidenceOptions evidence = new EvidenceOptions();

    @Mixin
    private ResultOptions result = new ResultOptions();

    @Mixin
    ProfileOptions profile = new ProfileOptions();

    @ParentCommand
    private Main program = new Main();

    @Mixin
    private FolderOptions place = new FolderOptions();

    @Override
    public Integer call() {
        ResultTerms terms = result.terms();
        Optional<SloRequest> objectives = search.request(slo.slo());
        if (terms.judging().failOn().contains(FailOn.SLO) && objectives.isEmpty()) {
            throw new UserMistake(ExitCode.USAGE, "--fail-on slo: there are no objectives; give them with --slo");
        }
        RunRequest request = new RunRequest(server.base(), server.headers(), server.trust(),
                load.clock(), load.urgency(), connections.policy(), load.plan(runId(), server.models(), objectives),
                server.waitReady(), evidence.request(), terms.judging().tolerances(), load.cuts(), objectives,
                Path.of("runs"), place.folder(), Version.text(), program.sources().byKey());
        return new TestRun(request, terms).execute(System.out, System.err).number();
    }

    /** Short, and another one each time: it makes request ids and prompts of two runs differ. */
    static String runId() {
        return Plan.newRunId(ThreadLocalRandom.current());
    }
}
