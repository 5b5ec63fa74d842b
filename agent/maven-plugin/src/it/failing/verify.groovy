String log = new File(basedir, 'build.log').text

[
    // the test that calls it fails, at the line
    'AppTest.callsTheOldWay:9 lastcall: the test calls deprecated code that the baseline does not tolerate:',
    'com.acme.app.AppTest.callsTheOldWay(AppTest.java:9) calls deprecated com.acme.legacy.Old.create()',
    // without the listener, the module
    'on project check: lastcall: NO-GO',
    'legacy: 1 deprecated call at 1 call site: com.acme.app.AppTest.callsTheOldWay(AppTest.java:9)',
    // a wrong policy is said before a JVM starts
    'on project policy: lastcall: the policy is wrong:',
    "wrong.yaml:2:1: a policy has no key 'rulez'; did you mean 'rules'?",
].each { assert log.contains(it) : "not in the log: ${it}" }

assert log.contains('Tests run: 2, Failures: 1') : 'the other test passes'
assert !log.contains('[ERROR]   - one process alone') : 'what is no reason is not given as one'
