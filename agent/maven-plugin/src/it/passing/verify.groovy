String log = new File(basedir, 'build.log').text

[
    // one module, JUnit 6
    'lastcall: 3 tests; 2 tests reached 2 call sites of deprecated code',
    '[legacy] com.acme.single.SingleTest.callsTheOldWay(SingleTest.java:11) calls deprecated com.acme.legacy.Old.create()',
    'lastcall:     by com.acme.single.SingleTest.callsByReference',
    // JUnit 4 by Vintage, TestNG by its engine
    'lastcall:     by com.acme.vintage.VintageTest.callsTheOldWay',
    'lastcall:     by com.acme.testng.TestNgTest.callsTheOldWay',
    // a scenario of Cucumber, by the step's method
    'calls deprecated com.acme.legacy.Old.create()',
    'com.acme.cucumber.Steps.old(Steps.java:10)',
    'two ways / the old one',
    // parallel, with an allow entry
    'lastcall: 40 tests; 0 tests reached 0 call sites of deprecated code',
    // beside JaCoCo and Mockito
    'lastcall: 1 test; 1 test reached 3 call sites of deprecated code',
    // without the agent
    'Lastcall is skipped: lastcall.skip is set',
    'lastcall: no agent watches this JVM',
    // an argLine of the POM that has lost the agent
    '[WARNING] Lastcall has nothing to check, though tests have run: none of their JVMs has left a ledger in',
    // all modules
    'Lastcall aggregates 7 modules',
].each { assert log.contains(it) : "not in the log: ${it}" }

assert log.count('lastcall: no agent watches this JVM') == 1 : 'the module that is skipped, and no other'

// each JVM has its own ledger, the two forks too
assert new File(basedir, 'forks/target/lastcall').list().length == 2
// JaCoCo has done its work as well
assert new File(basedir, 'beside/target/jacoco.exec').length() > 0
assert !new File(basedir, 'skipped/target/lastcall').exists()

def report = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/lastcall-report/report.json'))
assert report.processes*.service.unique().sort() == ['beside', 'cucumber', 'forks', 'parallel', 'single', 'testng', 'vintage']
assert report.rules[0].allowedCalls == 60
assert new File(basedir, 'target/lastcall-report/report.txt').text.contains('VERDICT NO-GO')
