"""Plain sentences about plain results: what a reviewer tries first.

Every figure is in the source; what differs is whose it is, of what, when, and which way. Each source stands with sentences that are
fair to it and with sentences that are not.
"""

from __future__ import annotations

import pytest

from verify import extract, match
from verify.model import Verdict
from verify.readers import read_text

CASES: list[tuple[str, list[str], list[str]]] = [
    (
        "Pain relief was seen in 62% with ketamine, 41% with morphine and 18% with saline.",
        [
            "Relief was 62%, 41% and 18% with ketamine, morphine and saline.",
            "氯胺酮、吗啡和生理盐水组的疼痛缓解率分别为62%、41%和18%。",
            "Relief with morphine was 41%.",
            "疼痛缓解：氯胺酮62%，吗啡41%，生理盐水18%。",
            "More patients had relief with ketamine than with morphine (62% vs 41%).",
            "Fewer had relief with saline (18%) than with morphine (41%).",
        ],
        [
            "Relief was 62%, 18% and 41% with ketamine, morphine and saline.",
            "氯胺酮、吗啡和生理盐水组的疼痛缓解率分别为41%、62%和18%。",
            "Relief with morphine was 62%.",
            "疼痛缓解：氯胺酮41%，吗啡62%，生理盐水18%。",
            "More patients had relief with ketamine than with morphine (41% vs 62%).",
            "Fewer had relief with morphine (18%) than with saline (41%).",
        ],
    ),
    (
        "Overall survival at 1, 3 and 5 years was 88%, 71% and 59%.",
        [
            "The 3-year survival rate was 71%.",
            "1年、3年、5年生存率分别为88%、71%和59%。",
            "5年生存率为59%。",
            "At five years 59% were alive.",
        ],
        [
            "The 3-year survival rate was 88%.",
            "1年、3年、5年生存率分别为88%、59%和71%。",
            "5年生存率为71%。",
            "At five years 71% were alive.",
        ],
    ),
    (
        "The mean age was 54.2 years in the surgery group and 57.9 years in the control group (P=0.03).",
        [
            "Mean age was 54.2 years with surgery and 57.9 years in controls.",
            "手术组平均年龄54.2岁，对照组57.9岁。",
        ],
        [
            "Mean age was 57.9 years with surgery and 54.2 years in controls.",
            "手术组平均年龄57.9岁，对照组54.2岁。",
        ],
    ),
    (
        ("Readmission occurred in 12 of 80 patients (15%) after early discharge and 8 of 80 (10%) after usual discharge."),
        [
            "Readmission was 15% after early discharge.",
            "早期出院者中15%再入院，常规出院者为10%。",
            "Readmission: 12/80 vs 8/80.",
            "Readmission was five points higher after early discharge.",
        ],
        [
            "Readmission was 10% after early discharge.",
            "Readmission: 8/80 early vs 12/80 usual.",
        ],
    ),
    (
        (
            "In the intervention group 23.1% smoked at follow-up, compared with 30.9% in the control group (RR 0.75, "
            "95% CI 0.60-0.93)."
        ),
        [
            "The intervention lowered smoking by 25%.",
            "Smoking at follow-up was 23.1% vs 30.9%.",
            "干预组吸烟率下降25%。",
            "干预组随访时吸烟率为23.1%，低于对照组的30.9%。",
        ],
        [
            "The intervention raised smoking by 25%.",
            "干预组吸烟率上升25%。",
            "干预组随访时吸烟率为30.9%，高于对照组的23.1%。",
            "The intervention lowered smoking by 75%.",
            "The control group smoked less (23.1% vs 30.9%).",
        ],
    ),
    (
        ("The primary endpoint was met: HbA1c fell by 1.4 percentage points with drug X and by 0.6 points with drug Y at week 26."),
        [
            "26周时，X药使HbA1c降低1.4个百分点，Y药降低0.6个百分点。",
        ],
        [
            "HbA1c rose by 1.4 points with drug X at 26 weeks.",
            "26周时，X药使HbA1c降低0.6个百分点，Y药降低1.4个百分点。",
            "HbA1c fell by 1.4 points with drug X at 52 weeks.",
        ],
    ),
    (
        (
            "Median progression-free survival was 8.9 months (95% CI 7.1-10.2) with A plus B and 5.6 months (4.8-6.9) "
            "with A alone; overall survival was 20.1 and 16.4 months."
        ),
        [
            "中位PFS为8.9个月，中位OS为20.1个月（A联合B）。",
            "PFS was 8.9 vs 5.6 months; OS 20.1 vs 16.4 months.",
            "Median OS was 16.4 months with A alone.",
        ],
        [
            "中位PFS为20.1个月，中位OS为8.9个月（A联合B）。",
            "PFS was 5.6 months with A plus B.",
            "Median OS was 20.1 months with A alone.",
            "Median OS was 8.9 months with A plus B.",
            "PFS was 8.9 months (95% CI 4.8-6.9).",
        ],
    ),
    (
        "Among women, 34% reported insomnia; among men, 22% did. Depression was found in 18% of women and 11% of men.",
        [
            "Insomnia was commoner in women (34%) than men (22%).",
            "女性失眠率34%，男性22%。",
            "女性中18%有抑郁，男性11%。",
        ],
        [
            "Insomnia was commoner in men (34%) than women (22%).",
            "女性失眠率22%，男性34%。",
            "女性中34%有抑郁。",
            "Depression: 11% of women, 18% of men.",
        ],
    ),
    (
        "Of 412 patients enrolled, 398 completed the study. Serious adverse events occurred in 27 (6.8%).",
        [
            "共纳入412例，398例完成研究。",
            "Serious adverse events: 6.8%.",
            "27 patients had serious adverse events.",
            "A total of 398 patients completed the study.",
        ],
        [
            "共纳入398例，412例完成研究。",
            "Serious adverse events: 8.6%.",
            "Adverse events occurred in 6.8% of 412 who had mild ones.",
            "A total of 412 patients completed the study.",
        ],
    ),
    (
        "The vaccine was 91% effective against severe disease and 67% effective against any infection.",
        [
            "疫苗对重症的保护率为91%，对任何感染为67%。",
            "Effectiveness was 67% against infection.",
            "The vaccine reduced severe disease by 91%.",
        ],
        [
            "疫苗对重症的保护率为67%，对任何感染为91%。",
            "Effectiveness was 91% against infection.",
            "The vaccine reduced infection by 91%.",
        ],
    ),
    (
        (
            "Mortality at 28 days was 22.9% with dexamethasone and 25.7% with usual care (rate ratio 0.83; 95% CI "
            "0.75 to 0.93; P<0.001)."
        ),
        [
            "28天死亡率：地塞米松组22.9%，常规治疗组25.7%。",
            "Dexamethasone lowered 28-day mortality by 17%.",
            "Mortality was 2.8 percentage points lower with dexamethasone.",
            "地塞米松使28天死亡风险下降17%（RR 0.83，95%CI 0.75～0.93，P<0.001）。",
            "At four weeks 77.1% of patients on dexamethasone were alive.",
            "28-day mortality was 22.9% vs. 25.7%, p < .001",
        ],
        [
            "28天死亡率：地塞米松组25.7%，常规治疗组22.9%。",
            "Dexamethasone raised 28-day mortality by 17%.",
            "Mortality was 2.8% lower with dexamethasone in relative terms.",
            "地塞米松使28天死亡风险下降27%（RR 0.73，95%CI 0.75～0.93）。",
            "At four weeks 22.9% of patients on dexamethasone were alive.",
            "地塞米松使28天死亡风险下降17%（RR 0.83，95%CI 0.57～0.93）。",
            "90-day mortality was 22.9% with dexamethasone.",
            "Dexamethasone lowered 28-day mortality by 17 percentage points.",
        ],
    ),
    (
        (
            "In a trial in lung cancer, 559 patients with squamous lung cancer received pembrolizumab or placebo with "
            "chemotherapy. Median overall survival was 15.9 months versus 11.3 months (hazard ratio 0.64), median "
            "progression-free survival 6.4 versus 4.8 months (hazard ratio 0.56), and the response rate 57.9% versus "
            "38.4%. Grade 3 or higher events occurred in 69.8% and 68.2%."
        ),
        [
            "帕博利珠单抗联合化疗的中位OS为15.9个月，对照组11.3个月（HR 0.64）。",
            "ORR 57.9% vs 38.4%",
            "中位PFS由4.8个月延长至6.4个月。",
            "Grade ≥3 events: 69.8% vs 68.2%.",
            "The risk of death fell by 36%.",
            "疾病进展或死亡风险降低44%。",
            "PFS was 1.6 months longer with pembrolizumab.",
        ],
        [
            "帕博利珠单抗联合化疗的中位OS为11.3个月，对照组15.9个月。",
            "Grade ≥3 events: 57.9% vs 38.4%.",
            "The risk of death fell by 44%.",
            "疾病进展或死亡风险降低36%。",
            "The response rate was 69.8%.",
            "中位PFS为15.9个月。",
            "中位OS 15.9年。",
        ],
    ),
    (
        (
            "Of 240 infants, 118 received early solids and 122 standard weaning. Peanut allergy developed in 3.4% and "
            "13.9%, egg allergy in 5.1% and 9.8%."
        ),
        [
            "Peanut allergy: 3.4% early vs 13.9% standard.",
            "早期添加组鸡蛋过敏率5.1%，标准组9.8%。",
            "早期添加辅食组118例。",
            "Egg allergy was about half as frequent with early solids.",
        ],
        [
            "Peanut allergy: 13.9% early vs 3.4% standard.",
            "早期添加组鸡蛋过敏率3.4%，标准组13.9%。",
            "Egg allergy: 3.4% with early solids.",
        ],
    ),
    (
        (
            "治疗组总有效率为91.7%（55/60），对照组为78.3%（47/60），差异有统计学意义（χ²=4.18，P=0.041）。"
            "治疗组不良反应发生率为5.0%，对照组为6.7%。"
        ),
        [
            "治疗组总有效率91.7%，高于对照组的78.3%（P<0.05）。",
            "治疗组60例中55例有效。",
            "对照组不良反应发生率为6.7%。",
            "治疗组有效率比对照组高13.4个百分点。",
            "两组不良反应发生率分别为5.0%和6.7%。",
        ],
        [
            "治疗组总有效率78.3%，对照组91.7%。",
            "治疗组60例中47例有效。",
            "对照组不良反应发生率为5.0%。",
            "治疗组有效率比对照组低13.4个百分点。",
            "治疗组总有效率为97.1%。",
            "治疗组总有效率91.7%，与对照组差异无统计学意义。",
        ],
    ),
    (
        (
            "The prevalence of obesity rose from 30.5% in 1999-2000 to 42.4% in 2017-2018, and that of severe obesity "
            "from 4.7% to 9.2%."
        ),
        [
            "Obesity rose from 30.5% to 42.4% over two decades.",
            "2017—2018年肥胖患病率为42.4%。",
            "Severe obesity nearly doubled, to 9.2%.",
            "重度肥胖由4.7%升至9.2%。",
        ],
        [
            "Obesity fell from 42.4% to 30.5%.",
            "1999—2000年肥胖患病率为42.4%。",
            "Severe obesity rose to 42.4%.",
            "重度肥胖由9.2%降至4.7%。",
            "Obesity tripled.",
        ],
    ),
    (
        (
            "Sensitivity was 92% (95% CI 88-95) and specificity 84% (80-88); at a cut-off of 0.5 ng/mL the positive "
            "predictive value was 71%."
        ),
        [
            "灵敏度92%，特异度84%。",
            "The specificity was 84% (95% CI 80 to 88).",
            "PPV 71% at 0.5 ng/mL.",
        ],
        [
            "灵敏度84%，特异度92%。",
            "The specificity was 84% (95% CI 88 to 95).",
            "NPV 71% at 0.5 ng/mL.",
            "The positive predictive value was 92%.",
        ],
    ),
    (
        (
            "Blood pressure fell by 9.3/5.2 mm Hg with the polypill and by 4.1/2.0 mm Hg with placebo after 6 months. "
            "LDL cholesterol fell by 0.8 mmol/L and 0.1 mmol/L."
        ),
        [
            "Systolic pressure fell by 9.3 mm Hg with the polypill.",
            "LDL-C降低0.8 mmol/L。",
        ],
        [
            "服用复方药片6周后收缩压下降9.3 mmHg。",
            "Systolic pressure rose by 9.3 mm Hg with the polypill.",
        ],
    ),
    (
        (
            "A total of 1,204 women were screened; 860 were eligible and 812 were randomised (406 to yoga, 406 to "
            "stretching). Follow-up was complete for 94%."
        ),
        [
            "1204名女性接受筛查，812名随机分组。",
            "812 women were randomised, 406 to each group.",
            "随访完成率94%。",
        ],
        [
            "812名女性接受筛查。",
            "1,204 women were randomised.",
            "860 were randomised.",
            "随访完成率49%。",
        ],
    ),
    (
        (
            "Of 1,532 participants, 766 were assigned to the app and 766 to usual care. Depression improved in 58.2% "
            "and 44.9%, respectively (odds ratio 1.71; 95% CI 1.39 to 2.10; P<0.001); the number needed to treat was "
            "8."
        ),
        [
            "Depression improved in 58.2% of app users and 44.9% of controls.",
            "App组抑郁改善率58.2%，高于常规组的44.9%。",
            "需治疗人数为8。",
            "The odds of improvement were 1.71 times as high with the app (95% CI 1.39-2.10).",
            "App组766人。",
            "13.3 percentage points more improved with the app.",
        ],
        [
            "Depression improved in 44.9% of app users and 58.2% of controls.",
            "App组抑郁改善率44.9%，低于常规组的58.2%。",
            "需治疗人数为18。",
            "The odds of improvement were 1.71 times as high with the app (95% CI 1.39-2.01).",
            "31.3 percentage points more improved with the app.",
            "The odds ratio was 1.17 (95% CI 1.39 to 2.10).",
        ],
    ),
    (
        (
            "Serum ferritin rose from 12 to 48 ng/mL with intravenous iron and from 13 to 21 ng/mL with tablets. "
            "Haemoglobin reached 118 g/L and 109 g/L at week 8. Constipation affected 4% and 27%."
        ),
        [
            "静脉铁剂使铁蛋白由12升至48 ng/mL。",
            "Haemoglobin was 118 g/L at week 8 with intravenous iron.",
            "Constipation was reported by 27% on tablets.",
            "Ferritin quadrupled with intravenous iron.",
        ],
        [
            "静脉铁剂使铁蛋白由13升至21 ng/mL。",
            "Ferritin doubled with intravenous iron.",
            "静脉铁剂使铁蛋白由12升至48 g/L。",
            "静脉铁剂使铁蛋白由48降至12 ng/mL。",
        ],
    ),
    (
        (
            "Mean length of stay was 4.2 days (SD 1.1) in the enhanced recovery group and 6.8 days (SD 2.3) in the "
            "control group; the readmission rates were 6.1% and 5.8% (P=0.87)."
        ),
        [
            "加速康复组住院时间4.2天，对照组6.8天。",
            "Length of stay was 2.6 days shorter with enhanced recovery.",
            "Readmission did not differ (6.1% vs 5.8%, P=0.87).",
        ],
        [
            "加速康复组住院时间6.8天，对照组4.2天。",
            "Length of stay was 2.6 days longer with enhanced recovery.",
            "Readmission was significantly higher (6.1% vs 5.8%, P=0.087).",
            "加速康复组住院时间4.2周。",
            "加速康复组再入院率5.8%，对照组6.1%。",
        ],
    ),
    (
        (
            "In 2019 an estimated 1.3 million people died of tuberculosis in low-income countries and 0.2 million in "
            "middle-income countries; incidence was 130 per 100,000."
        ),
        [
            "2019年低收入国家约130万人死于结核病。",
            "The incidence was 130 per 100,000.",
            "发病率为130/10万。",
            "About 1.3 million people died of tuberculosis in low-income countries.",
        ],
        [
            "2019年低收入国家约13万人死于结核病。",
            "The incidence was 130 per 10,000.",
            "发病率为13/10万。",
        ],
    ),
    (
        (
            "Complete remission was achieved by 35 of 50 children (70%) on the intensive protocol and 24 of 52 (46%) "
            "on the standard protocol. Five-year event-free survival was 61% and 43%."
        ),
        [
            "强化方案完全缓解率70%，标准方案46%。",
            "35 of 50 children on the intensive protocol achieved complete remission.",
            "5年EFS为61%比43%。",
            "Event-free survival at five years was 18 points higher with the intensive protocol.",
        ],
        [
            "强化方案完全缓解率46%，标准方案70%。",
            "24 of 50 children on the intensive protocol achieved complete remission.",
            "5年EFS为70%比46%。",
            "Event-free survival at five years was 18 points lower with the intensive protocol.",
            "强化方案5年OS为61%。",
            "3-year event-free survival was 61%.",
        ],
    ),
    (
        (
            "The recommended dose is 5 mg/kg every 8 weeks after induction at weeks 0, 2 and 6. In renal impairment "
            "(eGFR below 30) the dose is halved to 2.5 mg/kg."
        ),
        [
            "推荐剂量为5 mg/kg，每8周一次。",
            "eGFR<30者剂量减为2.5 mg/kg。",
        ],
        [
            "推荐剂量为5 mg/kg，每6周一次。",
            "推荐剂量为10 mg/kg，每8周一次。",
            "eGFR<30者剂量减为5 mg/kg。",
            "推荐剂量为5 g/kg，每8周一次。",
        ],
    ),
    (
        (
            "Vaccine efficacy against influenza A was 62% (95% CI 41 to 75) in adults aged 18-49 and 38% (12 to 57) "
            "in those aged 65 or older."
        ),
        [
            "18～49岁成人对甲型流感的保护效力为62%。",
            "In people aged 65 or older efficacy was 38% (95% CI 12-57).",
        ],
        [
            "In people aged 65 or older efficacy was 62% (95% CI 12-57).",
            "18～49岁成人的保护效力为26%。",
        ],
    ),
    (
        (
            "Among 3,120 nurses surveyed, 41.6% reported burnout: 52.3% in intensive care, 38.9% in surgery and 27.4% "
            "in outpatient clinics. Night shifts were worked by 63%."
        ),
        [
            "护士职业倦怠率为41.6%，其中ICU为52.3%。",
            "Burnout was reported by 27.4% of nurses in outpatient clinics.",
            "倦怠率在ICU、外科和门诊分别为52.3%、38.9%和27.4%。",
            "More than four in ten nurses reported burnout.",
        ],
        [
            "护士职业倦怠率为52.3%。",
            "Burnout was reported by 52.3% of nurses in outpatient clinics.",
            "倦怠率在ICU、外科和门诊分别为38.9%、52.3%和27.4%。",
            "More than half of nurses reported burnout.",
        ],
    ),
    (
        "Mean systolic pressure was 148 mm Hg at baseline, 139 mm Hg at 3 months and 132 mm Hg at 12 months.",
        [
            "基线收缩压148 mmHg，3个月时139 mmHg，12个月时132 mmHg。",
            "At one year systolic pressure was 132 mm Hg.",
            "Systolic pressure fell by 16 mm Hg over 12 months.",
        ],
        [
            "3个月时收缩压132 mmHg。",
            "At one year systolic pressure was 139 mm Hg.",
            "Systolic pressure fell by 16 mm Hg in the first 3 months.",
            "基线收缩压139 mmHg。",
        ],
    ),
    (
        (
            "Compared with placebo, semaglutide reduced major cardiovascular events (6.5% v 8.0%; hazard ratio 0.80, "
            "95% CI 0.72 to 0.90) over 39.8 months."
        ),
        [
            "司美格鲁肽组主要心血管事件发生率为6.5%，安慰剂组8.0%。",
            "Semaglutide cut major cardiovascular events by 20%.",
            "主要心血管事件风险下降20%（HR 0.80；95%CI 0.72～0.90）。",
            "The absolute reduction was 1.5 percentage points.",
        ],
        [
            "司美格鲁肽组主要心血管事件发生率为8.0%，安慰剂组6.5%。",
            "Semaglutide cut major cardiovascular events by 80%.",
            "主要心血管事件风险下降20%（HR 0.80；95%CI 0.72～0.98）。",
            "Semaglutide raised major cardiovascular events by 20%.",
            "The absolute reduction was 20 percentage points.",
        ],
    ),
    (
        "本组186例中，治愈121例（65.1%），好转43例（23.1%），无效22例（11.8%）。平均住院（9.4±3.2）d。",
        [
            "186例患者中治愈121例。",
            "治愈率65.1%，无效率11.8%。",
            "平均住院9.4天。",
        ],
        [
            "186例患者中治愈43例。",
            "治愈率23.1%。",
            "平均住院9.4周。",
            "总有效率为76.9%。",
            "无效43例。",
        ],
    ),
    (
        (
            "The false-positive rate fell from 11.2% to 4.8% after radiologists used the algorithm, while sensitivity "
            "was unchanged at 87%."
        ),
        [
            "使用算法后假阳性率由11.2%降至4.8%。",
            "Sensitivity was 87% with the algorithm.",
        ],
        [
            "使用算法后假阳性率由4.8%升至11.2%。",
            "Sensitivity fell to 87% with the algorithm from 92%.",
            "使用算法后灵敏度由11.2%降至4.8%。",
        ],
    ),
    (
        "Peak plasma concentration was 4.8 ng/mL after 10 mg and 9.9 ng/mL after 20 mg; the half-life was 14 hours.",
        [
            "20 mg剂量的峰浓度为9.9 ng/mL。",
            "The half-life was 14 hours.",
            "10 mg给药后Cmax为4.8 ng/mL。",
        ],
        [
            "20 mg剂量的峰浓度为4.8 ng/mL。",
            "The half-life was 14 days.",
            "10 mg给药后Cmax为4.8 mg/mL。",
        ],
    ),
    (
        (
            "OBJECTIVE: To compare two antibiotics for cystitis. RESULTS: Clinical cure was achieved in 186 of 214 "
            "women (86.9%) given nitrofurantoin and 168 of 212 (79.2%) given fosfomycin at day 14 (difference 7.7 "
            "percentage points; 95% CI 0.6 to 14.8; P = 0.03). Nausea occurred in 7 and 5 women."
        ),
        [
            "第14天临床治愈率：呋喃妥因组86.9%，磷霉素组79.2%。",
            "186 of 214 women given nitrofurantoin were cured.",
            "Cure was 7.7 points more frequent with nitrofurantoin (95% CI 0.6-14.8, P=0.03).",
            "Nausea was reported by 7 women on nitrofurantoin and 5 on fosfomycin.",
            "磷霉素组212例中168例治愈。",
        ],
        [
            "第14天临床治愈率：呋喃妥因组79.2%，磷霉素组86.9%。",
            "168 of 214 women given nitrofurantoin were cured.",
            "Nausea was reported by 5 women on nitrofurantoin and 7 on fosfomycin.",
            "第28天临床治愈率为86.9%。",
            "Cure was 7.7 points more frequent with nitrofurantoin (95% CI 0.6-18.4, P=0.03).",
            "Cure was 7.7 points more frequent with nitrofurantoin (P=0.003).",
        ],
    ),
    (
        (
            "方法：120例2型糖尿病患者随机分为试验组和对照组，各60例。结果：治疗24周后，试验组HbA1c由8.6%降至6.9%，"
            "对照组由8.5%降至7.6%；体重分别下降3.2 kg和0.4 kg。低血糖发生率试验组为3.3%，对照组为10.0%。"
        ),
        [
            "试验组HbA1c由8.6%降至6.9%。",
            "对照组体重下降0.4 kg。",
            "HbA1c fell from 8.6% to 6.9% in the intervention group.",
            "试验组低血糖发生率为3.3%，低于对照组的10.0%。",
            "试验组体重下降3.2 kg。",
        ],
        [
            "试验组HbA1c由8.6%降至7.6%。",
            "对照组体重下降3.2 kg。",
            "HbA1c fell from 8.5% to 7.6% in the intervention group.",
            "试验组低血糖发生率为10.0%，高于对照组的3.3%。",
            "治疗12周后，试验组HbA1c降至6.9%。",
            "对照组HbA1c由8.5%升至7.6%。",
        ],
    ),
    (
        (
            "Of the 5,214 adults screened, 1,042 (20.0%) had hypertension, of whom 634 (60.8%) were aware of it and "
            "312 (29.9%) were controlled."
        ),
        [
            "高血压患病率为20.0%。",
            "知晓率60.8%，控制率29.9%。",
            "634 of those with hypertension were aware of it.",
            "One in five adults had hypertension.",
        ],
        [
            "高血压患病率为29.9%。",
            "知晓率29.9%，控制率60.8%。",
            "312 of those with hypertension were aware of it.",
        ],
    ),
    (
        (
            "The odds of postoperative delirium were lower with dexmedetomidine (odds ratio 0.54; 95% CI 0.38 to "
            "0.77), whereas bradycardia was more frequent (risk ratio 1.42; 1.10 to 1.83)."
        ),
        [
            "右美托咪定降低术后谵妄的发生（OR 0.54，95%CI 0.38～0.77）。",
            "Bradycardia was 42% more frequent with dexmedetomidine.",
            "The risk ratio for bradycardia was 1.42 (95% CI 1.10-1.83).",
        ],
        [
            "右美托咪定增加术后谵妄的发生（OR 0.54，95%CI 0.38～0.77）。",
            "Bradycardia was 42% less frequent with dexmedetomidine.",
            "The odds ratio for delirium was 1.42.",
            "The risk ratio for bradycardia was 0.54.",
            "The odds ratio for delirium was 0.54 (95% CI 1.10-1.83).",
        ],
    ),
    (
        (
            "Survival to discharge rose from 8.2% in 2010 to 12.9% in 2020; bystander resuscitation was given in 31% "
            "and 52% of cases."
        ),
        [
            "出院存活率由2010年的8.2%升至2020年的12.9%。",
            "In 2020 bystanders gave resuscitation in 52% of cases.",
        ],
        [
            "出院存活率由2010年的12.9%降至2020年的8.2%。",
            "2020年出院存活率为8.2%。",
            "Survival to discharge was 31% in 2010.",
        ],
    ),
    (
        "共纳入100例，其中男60例，女40例，平均年龄(55.3±10.2)岁。",
        ["男性患者占60.0%。", "女性占40%。", "患者平均年龄55.3岁。"],
        ["女性患者占60.0%。", "男性占40%。", "患者平均年龄53.5岁。"],
    ),
    (
        "任何级别不良反应发生率为78.9%，≥3级不良反应发生率为23.4%。",
        ["3级及以上不良反应发生率为23.4%。", "不良反应发生率为78.9%。", "Adverse events of grade 3 or higher occurred in 23.4%."],
        ["任意级别不良反应发生率为23.4%。", "3级及以上不良反应发生率为78.9%。"],
    ),
    (
        "Grade 3-4 adverse events were neutropenia (12%), anemia (8%) and fatigue (5%).",
        ["Grade 3-4 neutropenia occurred in 12%.", "3～4级贫血发生率为8%。"],
        ["Grade 3-4 anemia occurred in 12%.", "3～4级疲乏发生率为8%。"],
    ),
    (
        "发病率由2010年的8.3/10万上升至2020年的12.5/10万。",
        ["2020年发病率为12.5/10万。", "2010年发病率为8.3/10万。"],
        ["2010年发病率为12.5/10万。", "2020年发病率为8.3/10万。"],
    ),
    (
        "HbA1c fell by 0.8% with 5 mg and 1.2% with 10 mg.",
        ["The 10-mg dose lowered HbA1c by 1.2%.", "5 mg组HbA1c下降0.8%。"],
        ["The 10-mg dose lowered HbA1c by 0.8%.", "5 mg组HbA1c下降1.2%。"],
    ),
    (
        "WOMAC pain was 29.5% lower at month 1, 38.2% at month 6 and 22.6% at month 12 with plasma injections.",
        ["Six months after plasma injections WOMAC pain was 38.2% below the baseline level."],
        ["Twelve months after plasma injections WOMAC pain was 38.2% below the baseline level."],
    ),
    (
        "Mortality was 8.1% in the treated group and 12.3% in controls.",
        ["Mortality was lower in the treated group (8.1% vs 12.3%)."],
        ["Mortality was lower in the treated group (12.3% vs 8.1%)."],
    ),
    (
        (
            "剖宫产率导乐组为21.4%（107例），常规组为30.2%（151例）。器械助产率为6.2%和7.8%。"
            "硬膜外镇痛使用率为35.6%和46.4%，相差10.8个百分点。"
        ),
        ["导乐组剖宫产率比常规组低8.8个百分点。", "Epidurals were used 10.8 percentage points less often with a doula."],
        ["导乐组剖宫产率比常规组低10.8个百分点。"],
    ),
    (
        (
            "Of 4620 mothers approached, 4087 filled in the 6-week scale. The screen was positive in 711 (17.4%). "
            "At 6 months 12.6% of 3355 mothers screened positive."
        ),
        ["About 17% of mothers screened positive at 6 weeks."],
        ["About 21% of mothers screened positive at 6 weeks."],
    ),
    (
        (
            "Pertussis was notified in four infants of vaccinated mothers (8.1 per 100 000) and in 30 infants of unvaccinated "
            "mothers (48.6 per 100 000)."
        ),
        ["Infants of unvaccinated mothers were six times as likely to have pertussis."],
        ["Infants of unvaccinated mothers were nine times as likely to have pertussis."],
    ),
    (
        "Hepatitis E vaccine had an efficacy of 86.8% against acute hepatitis in adults.",
        ["戊型肝炎疫苗的保护效力为86.8%。", "The hepatitis E vaccine was 86.8% effective."],
        ["甲型肝炎疫苗的保护效力为86.8%。", "The hepatitis A vaccine was 86.8% effective."],
    ),
    (
        (
            "Of the screen-detected tumours, 132 (68.4%) were stage I and 18 (9.3%) stage IV. Five-year survival after surgery for "
            "screen-detected lung cancer was 65.2%."
        ),
        ["筛查发现的肺癌中逾68%处于I期，这意味着多数人仍有手术根治的机会。"],
        ["筛查发现的肺癌中逾68%处于IV期，这意味着多数人已无手术机会。"],
    ),
    (
        "The 28 patients were followed for a median of 38.4 months; transfusions stopped after a median of 1.1 months.",
        ["Over a median follow-up of 3.2 years most patients had no more transfusions."],
        ["Over a median follow-up of 4.2 years most patients had no more transfusions."],
    ),
    (
        "手术时间观察组为（52.1±9.6）min，对照组为（63.8±10.9）min；住院时间分别为（7.2±1.5）d和（9.4±2.2）d。",
        ["观察组手术时间为52.1 min。", "对照组手术时间为63.8 min。", "对照组平均住院9.4天。"],
        ["对照组手术时间为52.1 min。", "观察组手术时间为63.8 min。", "观察组平均住院9.4天。"],
    ),
    (
        "观察组手术时间为（52.1±9.6）min，对照组为（63.8±10.9）min。",
        ["观察组手术时间为52.1 min。"],
        ["观察组手术时间为63.8 min。"],
    ),
    (
        "Ⅰ、Ⅱ、Ⅲ型抗体阳转率分别为98.6%、86.4%和97.6%。",
        ["Ⅱ型抗体阳转率为86.4%。", "Seroconversion for type 2 was 86.4%."],
        ["Ⅱ型抗体阳转率为97.6%。", "Seroconversion for type 3 was 86.4%."],
    ),
    (
        "Survival in stages I, II and III was 90%, 71% and 40%.",
        ["Survival in stage II was 71%.", "Ⅲ期生存率为40%。"],
        ["Survival in stage III was 71%.", "Ⅰ期生存率为71%。"],
    ),
    (
        (
            "Local progression-free survival at two years was 47.9% vs 31.6% (P=0.012). "
            "Median overall survival was 21.7 vs 19.4 months (P=0.45)."
        ),
        ["Local progression-free survival was better (P=0.012)."],
        ["Overall survival was better (P=0.012)."],
    ),
    (
        "The score was reached by 39.7% of children (48/121), 23.7% of adolescents (46/194) and 9.5% of controls (15/158).",
        ["The score was reached by 23.7% of adolescents.", "The score was reached by 39.7% of children."],
        ["The score was reached by 39.7% of adolescents.", "The score was reached by 23.7% of children."],
    ),
    (
        (
            "People with scabies were allocated to one dose of ivermectin (208), two doses (205) or permethrin cream (207). "
            "Cure was recorded in 72.6%, 88.8% and 82.1%, respectively."
        ),
        ["Permethrin cream cured 82.1%."],
        ["Permethrin cream cured 72.6%."],
    ),
    (
        (
            "Patients were allocated 1:1 to tocilizumab (n = 90) or placebo (n = 88). "
            "Remission was maintained by 54 patients on tocilizumab and 22 on placebo."
        ),
        ["Remission was maintained by 60% on tocilizumab.", "On placebo 25% kept their remission."],
        ["Remission was maintained by 61% on tocilizumab."],
    ),
    (
        "共搜索到病例137例，其中学生118例，教职工19例。29份肛拭子中21份阳性，6名员工中2人阳性。",
        ["除118名学生外，还有19名教职工发病。", "29份肛拭子中有21份阳性。"],
        ["除118名学生外，还有29名教职工发病。"],
    ),
    (
        "Mpox developed in 23 vaccinated contacts and 56 unvaccinated contacts.",
        ["Of the vaccinated contacts, 23 fell ill with mpox."],
        ["Of the vaccinated contacts, 33 fell ill with mpox."],
    ),
    (
        (
            "By smoking status the prevalence of peri-implantitis was 24.6% in current smokers and 8.2% in never smokers. "
            "Fewer than one visit a year was a predictor of bone loss (OR 2.0, 1.1-3.6)."
        ),
        ["Peri-implantitis was three times as common in smokers as in never smokers."],
        ["Peri-implantitis was twice as common in smokers as in never smokers."],
    ),
    (
        "凝胶组160例（拔牙窝内置0.2%氯己定凝胶）和对照组158例（生理盐水冲洗）。干槽症发生率凝胶组为7.5%，对照组为19.6%。",
        ["用氯己定凝胶的人干槽症发生率为7.5%，用生理盐水冲洗的为19.6%。"],
        ["用氯己定凝胶的人干槽症发生率为19.6%，用生理盐水冲洗的为7.5%。"],
    ),
    (
        "Nasal polyp score fell by 1.86 with the antibody and 0.42 with placebo; 63.4% had had surgery.",
        ["Nasal polyp scores dropped 1.44 points further with the antibody than with placebo."],
        ["Nasal polyp scores dropped 1.86 points further with the antibody than with placebo."],
    ),
    (
        "第8周每周排便次数电针组为（2.8±1.4）次，假电针组为（1.6±1.1）次。",
        ["治疗8周时，假电针组每周排便1.6次，电针组则为2.8次（参考文献9）。"],
        ["治疗8周时，电针组每周排便1.6次，假电针组则为2.8次（参考文献9）。"],
    ),
    (
        (
            "Of 1256 community nurses 76.2% were willing to have the influenza vaccine. "
            "Pregnant women and transplant recipients were excluded."
        ),
        ["Of community nurses, 76.2% were willing to have the influenza vaccine, doctors are told."],
        [
            "Of pregnant women, 76.2% were willing to have the influenza vaccine.",
            "全科医生中愿意接种流感疫苗的占76.2%。",
            "Among army recruits 76.2% were willing to have the influenza vaccine.",
        ],
    ),
    (
        (
            "Cure was seen in 88.6% in the 5-day group and 90.1% in the 10-day group; risk difference -1.5 percentage points "
            "(95% CI -6.5 to 3.6; P for non-inferiority = 0.005)."
        ),
        ["The difference in cure was -1.5 points (95% CI -6.5 to 3.6), P for non-inferiority 0.005."],
        ["The difference in cure was -1.5 points (95% CI -6.5 to 3.6), P for non-inferiority 0.05."],
    ),
    (
        "With evolocumab, mean LDL-C fell from 3.9 to 1.8 mmol/L; with placebo it went from 3.8 to 3.7 mmol/L.",
        ["Mean LDL-C fell from 3.9 to 1.8 mmol/L with evolocumab."],
        ["Mean LDL-C fell from 3.9 to 1.8 mmol/L with placebo."],
    ),
    (
        "Systolic and diastolic blood pressure fell by 12 and 7 mm Hg, respectively.",
        ["Systolic pressure fell by 12 mm Hg.", "舒张压下降7 mm Hg。"],
        ["Diastolic pressure fell by 12 mm Hg.", "收缩压下降7 mm Hg。"],
    ),
    (
        "东、中、西部地区发病率分别为15.2/10万、10.8/10万和8.3/10万。城市和农村地区覆盖率分别为88.5%和71.2%。",
        ["东部地区发病率为15.2/10万。", "西部发病率为8.3/10万。", "农村地区覆盖率为71.2%。", "城市覆盖率为88.5%。"],
        ["西部地区发病率最高，为15.2/10万。", "城市地区覆盖率为71.2%。"],
    ),
    (
        "小学及以下、初中、高中、大专及以上文化程度者知晓率分别为20.1%、35.2%、48.7%和66.3%。",
        ["初中文化程度者知晓率为35.2%。", "大专及以上文化程度者知晓率为66.3%。"],
        ["大专及以上文化程度者知晓率为35.2%。"],
    ),
    (
        "共分离病原菌400株，其中大肠埃希菌154株(38.5%)，肺炎克雷伯菌88株(22.0%)。",
        ["检出率以大肠埃希菌最高(38.5%)。", "Klebsiella pneumoniae made up 22.0%."],
        ["检出率以肺炎克雷伯菌最高(38.5%)。", "Escherichia coli made up 22.0%."],
    ),
    (
        "The rate was 31% in urban and 22% in rural residents. Influenza A accounted for 71% and influenza B for 29% of cases.",
        ["Urban residents had a rate of 31%.", "Influenza A accounted for 71% of cases."],
        ["Rural residents had a rate of 31%.", "Influenza B accounted for 71% of cases."],
    ),
    (
        "In-hospital mortality was 22% for type A and 13% for type B aortic dissection.",
        ["Type A aortic dissection had a mortality of 22%.", "B型主动脉夹层的病死率为13%。"],
        ["Type B aortic dissection had a mortality of 22%.", "A型主动脉夹层的病死率为13%。"],
    ),
    (
        "Deficiency of vitamin D was found in 41% and of vitamin B12 in 12%.",
        ["Vitamin D deficiency was found in 41%."],
        ["Vitamin B12 deficiency was found in 41%."],
    ),
    (
        "Median hospital stay was 4 days after laparoscopic surgery and 7 days after open surgery.",
        ["Hospital stay was 4 days with laparoscopy.", "Hospital stay was 7 days with open surgery."],
        ["Hospital stay was 4 days with open surgery."],
    ),
    (
        "联合组与单药组的中位PFS分别为8.3个月和5.6个月(HR=0.62，P<0.001)，中位OS分别为18.5个月和14.2个月(HR=0.79)。",
        ["联合组疾病进展风险降低38%。", "联合组死亡风险降低21%。"],
        ["联合组死亡风险降低38%。"],
    ),
    (
        "治疗后，观察组空腹血糖为6.1 mmol/L，对照组为7.4 mmol/L。",
        ["治疗后观察组空腹血糖为6.1 mmol/L。"],
        ["治疗前观察组空腹血糖为6.1 mmol/L。", "治疗后对照组空腹血糖为6.1 mmol/L。"],
    ),
    (
        "The vaccine had an efficacy of 28% (95% CI -4% to 50%).",
        ["Efficacy was 28% (95% CI -4% to 50%)."],
        ["Efficacy was 28% (95% CI 4% to 50%)."],
    ),
    (
        "两组并发症发生率比较，观察组（5.0%，2/40）低于对照组（20.0%，8/40），P<0.05。",
        ["观察组并发症发生率为5.0%。", "对照组并发症发生率为20.0%（8/40）。"],
        ["观察组并发症发生率为20.0%。", "对照组并发症发生率为5.0%（2/40）。"],
    ),
    (
        "治疗组60例，显效35例，有效21例，无效4例，总有效率93.3%；对照组60例，显效22例，有效24例，无效14例，总有效率76.7%。",
        ["治疗组显效35例。", "对照组显效22例。", "治疗组总有效率93.3%。"],
        ["治疗组显效22例。", "对照组显效35例。", "治疗组总有效率76.7%。"],
    ),
    (
        "实施临床路径后，平均住院日由9.8 d缩短至7.1 d。干预前手卫生正确率为56.2%，干预后为89.4%。",
        ["平均住院日缩短至7.1天。", "平均住院日缩短了2.7天。", "干预后手卫生正确率为89.4%。"],
        ["平均住院日缩短了7.1天。", "干预前手卫生正确率为89.4%。"],
    ),
    (
        "LVEF≤40%、41%～49%和≥50%者分别占31.2%、22.5%和46.3%。",
        ["LVEF≤40%者占31.2%。", "LVEF≥50%者占46.3%。"],
        ["LVEF≥50%者占31.2%。", "LVEF≤40%者占46.3%。"],
    ),
    (
        "与正常体重者相比，肥胖(BMI≥28 kg/m²)者的OR为2.8(95%CI 1.9~4.1)，低体重(BMI<18.5 kg/m²)者的OR为1.2(95%CI 0.8~1.9)。",
        ["BMI≥28 kg/m²者风险增加1.8倍。", "BMI≥28 kg/m²者的OR为2.8。"],
        ["BMI<18.5 kg/m²者风险增加1.8倍。"],
    ),
    (
        "HbA1c fell by 1.1 percentage points in those with diabetes and by 0.2 in those without.",
        ["Among patients with diabetes, HbA1c fell by 1.1 points."],
        ["Among patients without diabetes, HbA1c fell by 1.1 points."],
    ),
    (
        "PFS was longer with the drug (P=0.004); OS did not differ (P=0.21).",
        ["OS was not significantly different (P=0.21).", "PFS差异有统计学意义（P=0.004）。"],
        ["OS was significantly different (P=0.21).", "PFS差异无统计学意义（P=0.004）。"],
    ),
    (
        "死亡率由12%降至8%。",
        ["死亡率从12%降到8%，绝对下降4个百分点。", "死亡率相对下降约三分之一。"],
        ["死亡率从12%降到8%，绝对下降33%。", "死亡率相对下降约三分之二。"],
    ),
    (
        "There were 8 cases in the vaccine group and 162 in the placebo group (efficacy 95.0%).",
        ["The vaccine was 95% effective.", "疫苗组8例，安慰剂组162例。"],
        ["The vaccine was 5% effective.", "疫苗组162例，安慰剂组8例。"],
    ),
    (
        "Stroke occurred in 2.1% with the drug and 4.2% with placebo (HR 0.50).",
        ["The risk of stroke was halved.", "Stroke was twice as common with placebo as with the drug."],
        ["The risk of stroke was doubled."],
    ),
    (
        "Median survival was 15.4 months with the drug and 12.2 months with placebo.",
        ["Survival improved by 3.2 months.", "中位生存期延长3.2个月。"],
        ["Survival improved by 15.4 months.", "中位生存期延长15.4个月。"],
    ),
    (
        "低、中、高剂量组发生率分别为12%、18%和27%。",
        ["低剂量组发生率为12%。", "The rate was 27% in the high-dose group."],
        ["高剂量组发生率为12%。", "The rate was 27% in the low-dose group."],
    ),
    (
        "Response was 12%, 18% and 27% in the low-, medium- and high-dose groups.",
        ["Response was 27% in the high-dose group."],
        ["Response was 27% in the low-dose group."],
    ),
]


def told(claim: str, source: str) -> Verdict:
    said = read_text(claim, "claim")
    reading = extract.reading(said, extract.certain_markers(said))
    return match.compare(reading, extract.reading(read_text(source, "source"))).verdict


@pytest.mark.parametrize(("claim", "source"), [(claim, source) for source, fair, _ in CASES for claim in fair])
def test_what_is_fair_to_the_source_is_supported(claim: str, source: str):
    assert told(claim, source) is Verdict.SUPPORTED


@pytest.mark.parametrize(("claim", "source"), [(claim, source) for source, _, unfair in CASES for claim in unfair])
def test_what_is_not_fair_to_the_source_is_not_supported(claim: str, source: str):
    assert told(claim, source) is not Verdict.SUPPORTED
