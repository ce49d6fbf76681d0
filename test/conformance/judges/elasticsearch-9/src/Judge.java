package org.elasticsearch.action.ingest; // SimulateExecutionService and SimulatePipelineRequest.Parsed are package-private

import java.io.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.time.ZonedDateTime;
import java.util.*;
import org.elasticsearch.action.bulk.FailureStoreMetrics;
import org.elasticsearch.cluster.*;
import org.elasticsearch.cluster.metadata.Metadata;
import org.elasticsearch.cluster.metadata.ProjectId;
import org.elasticsearch.cluster.project.DefaultProjectResolver;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.common.Strings;
import org.elasticsearch.common.bytes.*;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.*;
import org.elasticsearch.common.xcontent.XContentHelper;
import org.elasticsearch.core.*;
import org.elasticsearch.env.Environment;
import org.elasticsearch.features.FeatureService;
import org.elasticsearch.ingest.*;
import org.elasticsearch.plugins.*;
import org.elasticsearch.script.*;
import org.elasticsearch.script.mustache.MustacheScriptEngine;
import org.elasticsearch.telemetry.metric.MeterRegistry;
import org.elasticsearch.threadpool.*;
import org.elasticsearch.xcontent.*;
import org.elasticsearch.xcontent.json.JsonXContent;

/** Elasticsearch's own ingest engine 9 without a node. stdin: one JSON request a line, stdout: one JSON answer a line. */
public class Judge {
    static final PrintStream OUT = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    static final ZonedDateTime NOW = ZonedDateTime.parse("2026-01-01T00:00:00Z");
    final ThreadPool pool;
    final ScriptService scripts;
    final IngestService ingest;
    ClusterState state = ClusterState.builder(new ClusterName("judge")).build();

    Judge() throws Exception {
        Path home = Files.createTempDirectory("judge");
        home.toFile().deleteOnExit();
        Settings s = Settings.builder().put("path.home", home).put("node.name", "judge").put("node.processors", 1).build();
        pool = new ThreadPool(s, MeterRegistry.NOOP, new DefaultBuiltInExecutorBuilders());
        Map<String, ScriptContext<?>> contexts = new HashMap<>(); // all of ScriptModule.CORE_CONTEXTS would cost seconds more
        for (ScriptContext<?> c : List.of(IngestScript.CONTEXT, IngestConditionalScript.CONTEXT, TemplateScript.CONTEXT, TemplateScript.INGEST_CONTEXT)) contexts.put(c.name, c);
        Plugin painless = plugin("org.elasticsearch.painless.PainlessPlugin");
        ((ExtensiblePlugin) painless).loadExtensions(new ExtensiblePlugin.ExtensionLoader() { // the Processors.* whitelist of ingest-common
            public <T> List<T> loadExtensions(Class<T> type) { return ServiceLoader.load(type).stream().map(ServiceLoader.Provider::get).toList(); }
        });
        scripts = new ScriptService(s, Map.of("painless", ((ScriptPlugin) painless).getScriptEngine(s, contexts.values()),
            "mustache", new MustacheScriptEngine(s)), contexts, System::currentTimeMillis, DefaultProjectResolver.INSTANCE);
        Environment env = new Environment(s, home);
        ClusterService cluster = new ClusterService(s, new ClusterSettings(s, ClusterSettings.BUILT_IN_CLUSTER_SETTINGS), pool, null);
        ingest = new IngestService(cluster, pool, env, scripts, null, List.of((IngestPlugin) plugin("org.elasticsearch.ingest.common.IngestCommonPlugin"), new Stubs()),
            null, IngestService.createGrokThreadWatchdog(env, pool), null, FailureStoreMetrics.NOOP, DefaultProjectResolver.INSTANCE, new FeatureService(List.of()), listener -> {});
        load(Map.of());
    }

    static Plugin plugin(String name) throws Exception { return (Plugin) Class.forName(name).getConstructor().newInstance(); }

    /** -Dstubs=geoip,user_agent : processors the bundle lacks, accepted with any options and doing nothing. */
    static class Stubs extends Plugin implements IngestPlugin {
        @Override public Map<String, Processor.Factory> getProcessors(Processor.Parameters p) {
            Map<String, Processor.Factory> all = new HashMap<>();
            for (String type : System.getProperty("stubs", "").split(",")) if (!type.isEmpty()) all.put(type, (factories, tag, description, config, project) -> {
                config.clear();
                return new AbstractProcessor(tag, description) {
                    @Override public IngestDocument execute(IngestDocument d) { return d; }
                    @Override public String getType() { return type; }
                };
            });
            return all;
        }
    }

    /** Validates every definition (throws as PUT _ingest/pipeline does), then replaces all pipelines the engine knows. */
    @SuppressWarnings("unchecked")
    void load(Map<String, Object> pipelines) throws Exception {
        Map<String, PipelineConfiguration> all = new LinkedHashMap<>();
        for (Map.Entry<String, Object> e : pipelines.entrySet()) {
            Map<String, Object> def = (Map<String, Object>) e.getValue();
            Pipeline.create(e.getKey(), IngestDocument.deepCopyMap(def), ingest.getProcessorFactories(), scripts, ProjectId.DEFAULT);
            all.put(e.getKey(), new PipelineConfiguration(e.getKey(), def));
        }
        ClusterState next = ClusterState.builder(state).metadata(Metadata.builder().putCustom(IngestMetadata.TYPE, new IngestMetadata(all))).build();
        ClusterChangedEvent event = new ClusterChangedEvent("judge", next, state);
        scripts.applyClusterState(event);
        ingest.applyClusterState(event);
        state = next;
    }

    static Map<String, Object> json(String text) { return XContentHelper.convertToMap(JsonXContent.jsonXContent, text, true); }

    /** {"pipelines":{name:def},"pipeline":name,"docs":[{"_source":{}}],"verbose":false,"now":"2026-01-01T00:00:00Z"} -> the body of a _simulate answer.
     *  "pipelines" may be left out: those of an earlier line stay. "now" pins _ingest.timestamp. */
    @SuppressWarnings("unchecked")
    String answer(String line) throws IOException {
        try {
            Map<String, Object> rq = json(line);
            if (rq.get("pipelines") != null) load((Map<String, Object>) rq.get("pipelines"));
            String id = (String) rq.get("pipeline");
            if (id == null) return "{\"acknowledged\":true}"; // definitions only
            var parsed = SimulatePipelineRequest.parseWithPipelineId(ProjectId.DEFAULT, id, rq, Boolean.TRUE.equals(rq.remove("verbose")), ingest, RestApiVersion.current());
            List<SimulateDocumentResult> results = new ArrayList<>();
            for (IngestDocument d : parsed.documents()) try {
                if (rq.get("now") != null) d.getIngestMetadata().put("timestamp", ZonedDateTime.parse((String) rq.get("now")));
                SimulateExecutionService.executeDocument(parsed.pipeline(), d, parsed.verbose(), (r, e) -> results.add(e == null ? r : new SimulateDocumentBaseResult(e)));
            } catch (RuntimeException e) { results.add(new SimulateDocumentBaseResult(e)); } // over HTTP it would fail the whole request
            return Strings.toString(new SimulatePipelineResponse(id, parsed.verbose(), results));
        } catch (Exception e) {
            XContentBuilder b = JsonXContent.contentBuilder().startObject().startObject("error");
            org.elasticsearch.ElasticsearchException.generateThrowableXContent(b, ToXContent.EMPTY_PARAMS, e);
            return Strings.toString(b.endObject().endObject());
        }
    }

    public static void main(String[] args) throws Exception {
        long t0 = System.nanoTime();
        System.setOut(System.err); // stdout carries answers only; log4j's console appender goes to stderr
        LogConfigurator.configureESLogging();
        Judge j = new Judge();
        System.err.printf("judge ready in %d ms, processors %s%n", (System.nanoTime() - t0) / 1_000_000, new TreeSet<>(j.ingest.getProcessorFactories().keySet()));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line; (line = in.readLine()) != null; ) if (!line.isBlank()) OUT.println(j.answer(line));
        System.exit(0);
    }
}
