import groovy.json.JsonSlurper
import groovy.xml.XmlSlurper

File target = new File(basedir, 'target')
String java = new File(System.getProperty('java.home'), 'bin/java').path
List<File> jars = new File(target, 'jars').listFiles().findAll { it.name.startsWith('commons-lang3-') }.sort()
File signatures = new File(target, 'signatures/jdk-deprecated-17.txt')
List<String> wrong = []
List<String> note = []

// What a command prints.
def output = { List<String> arguments, List<Integer> exits ->
    Process process = new ProcessBuilder([java] + arguments).directory(target).redirectErrorStream(true).start()
    String text = process.inputStream.getText('UTF-8')
    int exit = process.waitFor()
    assert exit in exits : "exit code ${exit} of ${arguments}: ${text}"
    text
}

// ---- the same results

// By test: passed, skipped, or the exception.
def results = { String run ->
    Map<String, List<String>> byTest = new TreeMap<>()
    new File(target, "${run}/results").listFiles().findAll { it.name ==~ /TEST-.*\.xml/ }.each { file ->
        new XmlSlurper().parse(file).testcase.each { test ->
            String result = 'passed'
            if (!test.failure.isEmpty()) result = "failure ${test.failure.@type}"
            if (!test.error.isEmpty()) result = "error ${test.error.@type}"
            if (!test.skipped.isEmpty()) result = 'skipped'
            byTest.computeIfAbsent("${test.@classname}.${test.@name}".toString()) { [] } << result
        }
    }
    byTest.each { it.value.sort() }
    assert byTest.size() > 5000 : "${run} ran only ${byTest.size()} tests"
    byTest
}
List<String> withoutRuns = ['without-1', 'without-2', 'without-3']
List<String> withRuns = ['with-1', 'with-2', 'with-3']
Map<String, Map<String, List<String>>> all = (withoutRuns + withRuns + ['listener']).collectEntries { [it, results(it)] }
Set<String> tests = all.values()*.keySet().flatten() as TreeSet
int unsteady = 0
tests.each { test ->
    Set<List<String>> without = withoutRuns.collect { all[it][test] } as Set
    if (without.size() > 1) {
        unsteady++
        note << "not compared, since it differs without the agent: ${test}: ${without}".toString()
    }
    (withRuns + ['listener']).each { run ->
        if (without.size() == 1 && all[run][test] != without[0]) {
            wrong << "${test} is ${without[0]} without the agent, and ${all[run][test]} in the run ${run}".toString()
        }
    }
}
Map<String, Integer> counts = all['without-1'].values().flatten().countBy { it.tokenize(' ')[0] }.sort()
note.add(0, "results: ${all['without-1'].values().flatten().size()} tests, ${counts}, compared over 7 runs".toString())

// ---- the same call sites

// "class:line member", as forbidden-apis has it, and "class.method member", as a report has it
def atLine = { Map it -> "${it.caller.class}:${it.caller.line} ${it.target.class}#${it.target.member}".toString() }
def inMethod = { Map it -> "${it.caller.class}.${it.caller.method} ${it.target.class}#${it.target.member}".toString() }
Map<String, String> scanned = new TreeMap<>()
Set<String> forbidden = [] as TreeSet
jars.each { jar ->
    String others = jars.findAll { it != jar }*.path.join(File.pathSeparator)
    List<String> scan = ['-jar', 'jars/lastcall.jar', 'scan', '--policy', signatures.path, '--class-path', others,
        '--format', 'json', jar.path]
    new JsonSlurper().parseText(output(scan, [0, 1])).sites.each { scanned[atLine(it)] = inMethod(it) }
    List<String> check = ['-jar', 'jars/forbiddenapis.jar', '-d', jar.path, '-f', signatures.path, '-c', others,
        '--allowmissingclasses']
    String member = ''
    output(check, [0, 1]).eachLine { line ->
        def found = line =~ /^ERROR: Forbidden (.+?): (\S+?)(\(.*\))?( \[.*)?$/
        def at = line =~ /^ERROR:   in (\S+) \(.*?:(\d+)\)/
        if (found.find()) {
            member = found.group(2)
        } else if (at.find()) {
            forbidden << "${at.group(1)}:${at.group(2)} ${member}".toString()
        }
    }
}
assert forbidden.size() > 20
(forbidden - scanned.keySet()).each { wrong << "only forbidden-apis finds ${it}".toString() }
(scanned.keySet() - forbidden).each { wrong << "only the scan finds ${it}".toString() }

Map<String, Map> ran = new TreeMap<>()
List<String> report = ['-jar', 'jars/lastcall.jar', 'report', '--format', 'json'] + withRuns.collect { "${it}/lastcall".toString() }
new JsonSlurper().parseText(output(report, [0])).callSites.findAll { it.role == 'deprecated' }.each {
    Map entry = ran.computeIfAbsent(inMethod(it)) { unused -> [calls: 0L, kinds: [] as TreeSet, jar: it.caller.jar] }
    entry.calls += it.calls
    entry.kinds << it.kind
}
Map<String, List<String>> reasons = new TreeMap<>()
def because = { String reason, String what -> reasons.computeIfAbsent(reason) { [] } << what }
scanned.each { line, method ->
    String type = line.substring(0, line.indexOf(":"))
    if (!ran.containsKey(method) && type.endsWith('Test') && !tests.any { it.startsWith("${type}.") }) {
        because('a class of tests that was left out (--quick)', line)
    } else if (!ran.containsKey(method)) {
        wrong << "the scan finds ${line}, and no run knows it".toString()
    } else if (ran[method].calls == 0) {
        because('no test comes to the line: the report lists it as never reached', line)
    }
}
scanned.keySet().groupBy { scanned[it] }.findAll { it.value.size() > 1 }.each { method, lines ->
    because('lines of a method that call the same member: one call site of the report', "${lines.join(', ')}: ${method}")
}
ran.findAll { !scanned.containsValue(it.key) }.each { method, entry ->
    String what = "${method} (${entry.kinds.join(', ')}; ${entry.jar})"
    if (entry.jar != 'commons-lang3') {
        because('only the run: the caller is in another jar, which was not scanned', what)
    } else if (entry.kinds.every { it in ['reflection', 'method-handle', 'virtual', 'native'] }) {
        because('only the run: the code at that line does not name the member', what)
    } else {
        wrong << "only the run finds ${what}".toString()
    }
}
note << "call sites: ${forbidden.size()} lines by forbidden-apis, and the same ${scanned.size()} by the scan".toString()
note << "  the runs called ${ran.count { it.value.calls > 0 }} call sites, and list ${ran.count { it.value.calls == 0 }} as never reached".toString()
reasons.each { reason, which ->
    note << "  ${reason}: ${which.size()}".toString()
    which.each { note << "    ${it}".toString() }
}

// ---- what the listener says

def heard = new JsonSlurper().parse(new File(target, 'listener/lastcall-tests').listFiles().find { it.name.endsWith('.json') })
Map<String, Boolean> byTest = heard.sites.collectEntries { [inMethod(it), !it.tests.isEmpty()] }
note << "listener: ${heard.tests} tests, ${byTest.size()} call sites, ${byTest.count { it.value }} of them with the test that made the call".toString()
scanned.values().toSet().findAll { ran[it]?.calls > 0 && !byTest[it] }.each { wrong << "the listener names no test for ${it}".toString() }

// ---- what it costs

def median = { List<Number> figures -> figures.sort()[figures.size().intdiv(2)] }
def cost = { List<String> runs -> runs.collect { new File(target, "${it}/cost.txt").text.trim() as long }.sort() }
List<Long> without = cost(withoutRuns)
List<Long> withAgent = cost(withRuns)
note << String.format(Locale.ROOT, 'CPU time of the JVM of the tests: without %s ms, with the agent %s ms; the median is %.2f of that without',
    without, withAgent, median(withAgent) / (double) median(without))

// by class of tests: seconds of each run
def seconds = { List<String> runs ->
    Map<String, List<Double>> times = [:]
    runs.each { run ->
        new File(target, "${run}/results").listFiles().findAll { it.name ==~ /TEST-.*\.xml/ }.each { file ->
            def suite = new XmlSlurper().parse(file)
            times.computeIfAbsent(suite.@name.text()) { [] } << suite.@time.text().replace(',', '').toDouble()
        }
    }
    times.collectEntries { [it.key, median(it.value)] }
}
Map<String, Double> before = seconds(withoutRuns)
Map<String, Double> after = seconds(withRuns)
after.keySet().sort { before[it] - after[it] }.take(5).each {
    note << String.format(Locale.ROOT, '  %.1f s became %.1f s in %s', before[it], after[it], it)
}

new File(target, 'suite.txt').text = (note + wrong.collect { "WRONG ${it}".toString() }).join('\n') + '\n'
assert wrong.isEmpty()
