package io.llmloadtest.runner;

import io.llmloadtest.load.target.BaseUrl;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How a plan keeps which witnesses were asked. */
final class EvidenceMemo {

    private static final String OTLP = "otlp_listen";
    private static final String OTLP_GRPC = "otlp_grpc_listen";

    private EvidenceMemo() {
    }

    static Map<String, Object> plain(EvidenceRequest evidence, BaseUrl base) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("metrics_urls", evidence.pages(base.resolve("/metrics")).stream().map(URI::getPath).toList());
        switch (evidence.log()) {
            case LogRequest.Docker(Optional<String> container) -> {
                map.put("log", "docker");
                container.ifPresent(name -> map.put("container_name", name));
            }
            case LogRequest.File(var file) -> {
                map.put("log", "file");
                map.put("log_file", file.toString());
            }
            case LogRequest.Command command -> {
                map.put("log", "command");
                map.put("log_command", command.name());
            }
        }
        map.put("log_snapshot", evidence.snapshot().name().toLowerCase(Locale.ROOT));
        evidence.traces().flatMap(TraceRequest::http).ifPresent(address -> map.put(OTLP, address));
        evidence.traces().flatMap(TraceRequest::grpc).ifPresent(address -> map.put(OTLP_GRPC, address));
        return map;
    }

    /** Whether traces were asked for. */
    static boolean traced(Fields evidence) {
        return evidence.text(OTLP).or(() -> evidence.text(OTLP_GRPC)).isPresent();
    }
}
